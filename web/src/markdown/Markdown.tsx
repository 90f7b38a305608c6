import { memo, useState } from 'react'
import { type Block, MarkdownStream } from './blocks'
import { Nodes } from './Nodes'
import styles from './markdown.module.css'

interface Props {
  text: string
  /** More is still to come: the last block is mended for show and its code is not coloured yet. */
  live?: boolean
}

/** Markdown as React elements. Text never becomes HTML, so there is nothing to clean. */
export const Markdown = memo(function Markdown({ text, live = false }: Props) {
  // Showing the same text twice changes nothing, so a drawing that React throws away does no harm.
  const [stream] = useState(() => new MarkdownStream())
  stream.show(text, !live)
  const { finished, tail } = stream
  return (
    <div className={styles.prose} data-prose>
      <Finished blocks={finished} />
      {tail.map((block) => (
        <OneBlock key={block.key} block={block} />
      ))}
    </div>
  )
})

/** Blocks stand in groups, so that a new word costs a look at the groups and not at every block of a long answer. */
const GROUP = 32

function Finished({ blocks }: { blocks: readonly Block[] }) {
  const groups: Block[][] = []
  for (let at = 0; at < blocks.length; at += GROUP) groups.push(blocks.slice(at, at + GROUP))
  return groups.map((group) => <Group key={group[0]?.key} group={group} />)
}

const Group = memo(
  function Group({ group }: { group: Block[] }) {
    return group.map((block) => <OneBlock key={block.key} block={block} />)
  },
  (before, now) => before.group.length === now.group.length && before.group.every((block, i) => block === now.group[i]),
)

const OneBlock = memo(function OneBlock({ block }: { block: Block }) {
  return <Nodes nodes={block.nodes} />
})
