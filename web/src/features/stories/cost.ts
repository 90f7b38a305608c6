const PLACES = 9

/** The sum of decimal strings of up to nine places, to the last of them. */
export function total(amounts: readonly string[]): string {
  const nanos = amounts.reduce((sum, amount) => sum + nano(amount), 0n)
  const digits = String(nanos).padStart(PLACES + 1, '0')
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`
}

function nano(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.')
  return BigInt(whole) * 10n ** BigInt(PLACES) + BigInt(part.padEnd(PLACES, '0').slice(0, PLACES))
}
