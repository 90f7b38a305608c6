// What the page says, in both languages.
export const WORDS = {
  en: {
    title: 'By the fire', say: 'Say something to the old one', send: 'Say', wood: 'Add wood (F)', save: 'Save (S)', load: 'Load (L)',
    left: 'Walk left', right: 'Walk right', log: 'What was said', settings: 'Settings', npc: 'Who sits there', stranger: 'An old stranger', language: 'Language', key: 'Game key',
    help: 'The key stays in this tab. Through raconteur relay none is needed.',
    scene: 'A fire in a clearing at night. An old one sits beside it.', you: 'You', old: 'The old one',
    quiet: '', thinking: '…', away: 'Nobody answers beyond the hills; the old one speaks from memory.', refused: 'The server does not take this key.',
    saved: 'This night is remembered.', loaded: 'It is that night again.',
    canned: ['The fire says it better than I could.', 'Hm. Ask me again when the wind has turned.', 'Listen. … No. It was nothing.'],
    events: { dying: 'The fire is dying.', out: 'The fire has gone out.', wood: 'The traveller put wood on the fire.', howl: 'A wolf howls far away.' },
  },
  zh: {
    title: '篝火旁', say: '对老人说点什么', send: '说', wood: '添柴 (F)', save: '存档 (S)', load: '读档 (L)',
    left: '向左走', right: '向右走', log: '说过的话', settings: '设置', npc: '坐在那里的是', stranger: '陌生的老人', language: '语言', key: '游戏密钥',
    help: '密钥只留在这个标签页里。经由 raconteur relay 则不需要密钥。',
    scene: '夜里林间空地上的一堆火，一位老人坐在旁边。', you: '你', old: '老人',
    quiet: '', thinking: '……', away: '山那边无人应答，老人凭记忆说话。', refused: '服务器不接受这个密钥。',
    saved: '这一夜被记住了。', loaded: '又回到了那一夜。',
    canned: ['火说得比我好。', '嗯……等风向变了再问我吧。', '听。……不，没什么。'],
    events: { dying: '火快灭了。', out: '火灭了。', wood: '旅人往火里添了柴。', howl: '远处有狼在嚎。' },
  },
}
