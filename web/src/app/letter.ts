const kept = new Map<string, string>()

/**
 * What a link in a letter carries: `?key=` or `#key=`. It is taken out of the address at once, so that it stays neither
 * in the history nor in a picture of the screen, and kept while the page is open.
 */
export function carried(name: 'key' | 'invite'): string {
  const url = new URL(location.href)
  const hash = new URLSearchParams(url.hash.slice(1))
  const value = url.searchParams.get(name) ?? hash.get(name)
  if (value !== null) {
    kept.set(`${url.pathname} ${name}`, value)
    url.searchParams.delete(name)
    hash.delete(name)
    url.hash = hash.toString()
    history.replaceState(history.state, '', url)
  }
  return kept.get(`${url.pathname} ${name}`) ?? ''
}

/** Another link for the page that is open already changes nothing but what stands behind `#`: then it is opened anew. */
window.addEventListener('hashchange', () => {
  if (/(?:^#|&)(?:key|invite)=/.test(location.hash)) location.reload()
})
