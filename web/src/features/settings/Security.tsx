import type { Account } from '../../api/types'
import { Devices } from './Devices'
import { Farewell } from './Farewell'
import { Password } from './Password'

export default function Security({ account }: { account: Account }) {
  return (
    <>
      <Devices />
      <Password username={account.username} />
      <Farewell username={account.username} />
    </>
  )
}
