import { expect, it } from 'vitest'
import { budgetOf, budgetsIn, USUAL } from './budgets'

it('reads what was chosen, and the usual wherever nothing was', () => {
  expect(budgetsIn(undefined)).toEqual(USUAL)
  expect(budgetsIn({ session: 500, short_term: 'x', long_term: 60_000 })).toEqual({ ...USUAL, session: 500 })
})

it('takes whole numbers from 50 to 50,000', () => {
  expect(['50', ' 50,000 ', '49', '50001', '1.5', '-60', '', '1e3'].map(budgetOf)).toEqual([50, 50_000, null, null, null, null, null, null])
})
