/** An address as it may stand in a link that leads out: of the web, and nothing else. */
export function webAddress(address: string | null | undefined): string | null {
  try {
    const url = new URL(address ?? '')
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}
