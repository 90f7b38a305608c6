import { Connect } from './Connect'
import { Entry } from '../entry/Entry'

export default function ServerPage() {
  return (
    <>
      <Entry />
      <Connect />
    </>
  )
}
