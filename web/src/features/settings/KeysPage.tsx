import type { Account } from '../../api/types'
import { ApiKeys } from './ApiKeys'
import { OwnKeys } from './OwnKeys'

export default function KeysPage({ account }: { account: Account }) {
  return (
    <>
      <ApiKeys operator={account.role === 'operator'} />
      <OwnKeys />
    </>
  )
}
