/** Whether an address is one of stories; apart from them, so that the shell knows without loading them. */
export function isStories(path: string): boolean {
  return path === '/stories' || path.startsWith('/stories/') || isJoining(path)
}

/** Whether somebody follows an invitation to a table. */
export function isJoining(path: string): boolean {
  return path === '/join' || path.startsWith('/join/')
}

/** What names a story in an address at which anybody may read it. */
export function tokenIn(path: string): string | null {
  return /^\/s\/([A-Za-z0-9_-]{1,200})\/?$/.exec(path)?.[1] ?? null
}
