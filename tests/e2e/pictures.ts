/** What is wrong with the pictures on a page, by what a person would see: words over words, words cut off. */
import type { Page } from '@playwright/test';

interface Word {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Words drawn over each other or cut off by their picture's edge, in every picture but the timeline, which thins its own. */
export async function flawsOfPictures(
  page: Page,
): Promise<{ readonly looked: number; readonly flaws: readonly string[] }> {
  return await page.evaluate(() => {
    /** Share of the smaller of two words that may lie under the other: glyphs do not fill their boxes. */
    const MOST = 0.2;
    const flaws: string[] = [];
    let looked = 0;
    for (const svg of document.querySelectorAll<SVGSVGElement>('main svg, section svg')) {
      if (svg.closest('[data-picture], [aria-label="Timeline"]') !== null) continue;
      const frame = svg.getBoundingClientRect();
      if (frame.width < 80) continue; // a sign, not a picture
      const words = [...svg.querySelectorAll('text')].flatMap((element): Word[] => {
        const style = getComputedStyle(element);
        const text = element.textContent?.trim() ?? '';
        if (text === '' || style.visibility === 'hidden' || Number(style.opacity) < 0.1) return [];
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return right - left < 1 ? [] : [{ text, left, top, right, bottom }];
      });
      looked += words.length;
      for (const [index, word] of words.entries()) {
        const out = Math.max(
          frame.left - word.left,
          word.right - frame.right,
          frame.top - word.top,
          word.bottom - frame.bottom,
        );
        if (out > 2 && getComputedStyle(svg).overflow !== 'visible')
          flaws.push(`“${word.text}” is cut off by ${Math.round(out)} px`);
        for (const other of words.slice(index + 1)) {
          const wide = Math.min(word.right, other.right) - Math.max(word.left, other.left);
          const high = Math.min(word.bottom, other.bottom) - Math.max(word.top, other.top);
          if (wide <= 0 || high <= 0) continue;
          const area = ({ left, right, top, bottom }: Word) => (right - left) * (bottom - top);
          if (wide * high > MOST * Math.min(area(word), area(other)))
            flaws.push(`“${word.text}” lies over “${other.text}”`);
        }
      }
    }
    return { looked, flaws };
  });
}
