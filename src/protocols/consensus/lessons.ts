/** placeholder */
export const consensusLessons = [];
