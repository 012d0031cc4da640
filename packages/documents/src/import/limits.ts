/**
 * What a face may hold and still be read: an invoice of 2000 lines, the most that is recommended, with names of 40 汉字
 * has 227 pages and some 50,000 texts. The longest names the bureau takes, of 150, would make 670 pages, which cannot be
 * read in two seconds: those are refused as too complex.
 */
export const faceLimits = { pages: 240, texts: 60_000, characters: 500_000 } as const

/** Of attached XML files: issuers attach one, and an invoice of 5000 lines is some 3 MB. `bytes` of all that are read. */
export const attachedLimits = { files: 2, bytes: 4 * 1024 * 1024 } as const
