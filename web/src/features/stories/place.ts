/** Whether an address is one of stories; apart from them, so that the shell knows without loading them. */
export function isStories(path: string): boolean {
  return path === '/stories' || path.startsWith('/stories/')
}
