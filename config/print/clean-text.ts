/** Letters as Vietnamese is written (NFC), without what cannot be seen: people paste both. */
// eslint-disable-next-line no-control-regex -- that is what is taken out
export const cleanText = (text: string): string => text.normalize('NFC').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u2028-\u202e\ufeff]/g, '')
