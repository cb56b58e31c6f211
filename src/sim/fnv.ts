/** FNV-1a with 64 bits (Fowler, Noll, Vo), in two halves of 32 because numbers hold no 64-bit integers. */

/** The prime is 2^40 + 0x1b3. */
const PRIME_LOW = 0x1b3;
const HALF = 0x1_0000_0000;

export class Fnv64 {
  private high = 0xcbf29ce4;
  private low = 0x84222325;

  /** Each character counts as one byte: ASCII only. */
  add(text: string): void {
    let { high, low } = this;
    for (let index = 0; index < text.length; index += 1) {
      low = (low ^ text.charCodeAt(index)) >>> 0;
      const product = low * PRIME_LOW;
      const carry = Math.floor(product / HALF);
      high = (high * PRIME_LOW + carry + low * 256) % HALF;
      low = product >>> 0;
    }
    this.high = high;
    this.low = low;
  }

  /** 16 hex digits of what was added so far. */
  digest(): string {
    return this.high.toString(16).padStart(8, '0') + this.low.toString(16).padStart(8, '0');
  }
}
