/** What this browser remembers for itself. A browser that forbids storage only forgets. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`raconteur.${key}`)
  } catch {
    return null
  }
}

/** Forgets everything whose key begins so. */
export function forget(prefix: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(`raconteur.${prefix}`)) localStorage.removeItem(key)
  } catch {
    // Nothing could be kept, so there is nothing to forget.
  }
}

export function remember(key: string, value: string | null): void {
  try {
    if (value === null || value === '') localStorage.removeItem(`raconteur.${key}`)
    else localStorage.setItem(`raconteur.${key}`, value)
  } catch {
    // Full or forbidden: what is on the screen is still right.
  }
}
