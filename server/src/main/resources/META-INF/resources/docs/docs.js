// Shows /openapi.json for reading: every operation with its parameters, body and answers. Nothing here sends requests.
const VERBS = ['get', 'post', 'put', 'patch', 'delete']
const main = document.getElementById('operations')

/** A new element; text never becomes markup. */
function make(tag, text, ...children) {
  const element = document.createElement(tag)
  if (text) element.textContent = text
  element.append(...children)
  return element
}

function typeOf(schema, all, depth = 0) {
  if (!schema) return ''
  if (schema.$ref) {
    const name = schema.$ref.split('/').pop()
    return depth > 4 ? name : typeOf(all[name] ?? {}, all, depth + 1)
  }
  for (const some of [schema.oneOf, schema.anyOf]) if (some) return some.map((one) => typeOf(one, all, depth)).join(' | ')
  if (schema.allOf) return schema.allOf.map((one) => typeOf(one, all, depth)).join(' & ')
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const type = [schema.type ?? (schema.properties ? 'object' : 'any')].flat().join(' | ')
  if (type.startsWith('array')) return `[${typeOf(schema.items, all, depth)}]`
  if (schema.properties) {
    const pad = '  '.repeat(depth + 1)
    const required = new Set(schema.required ?? [])
    const lines = Object.entries(schema.properties).map(
      ([name, inner]) => `${pad}${name}${required.has(name) ? '' : '?'}: ${typeOf(inner, all, depth + 1)}`,
    )
    return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
  }
  return schema.format ? `${type} (${schema.format})` : type
}

function contents(content, all) {
  return Object.entries(content ?? {}).flatMap(([type, media]) => [make('h3', type), make('pre', typeOf(media.schema, all))])
}

function parameters(list) {
  if (!list?.length) return []
  const names = make('dl')
  for (const { name, in: where, required, description } of list) {
    names.append(make('dt', name), make('dd', [where, required && 'required', description].filter(Boolean).join(' · ')))
  }
  return [make('h3', 'Parameters'), names]
}

function answers(responses, all) {
  return Object.entries(responses ?? {}).flatMap(([status, answer]) => [
    make('h3', `${status} ${answer.description ?? ''}`),
    ...contents(answer.content, all),
  ])
}

function operation(path, verb, about, all) {
  const verbLabel = make('span', verb.toUpperCase())
  verbLabel.className = 'verb'
  const says = make('span', about.summary)
  says.className = 'says'
  const body = make('div')
  body.className = 'body'
  const whole = make('details', '', make('summary', '', verbLabel, make('code', path), says), body)
  whole.dataset.words = `${verb} ${path} ${about.summary ?? ''} ${(about.tags ?? []).join(' ')}`.toLowerCase()
  whole.addEventListener(
    'toggle',
    () => {
      if (about.description) body.append(make('p', about.description))
      body.append(...parameters(about.parameters))
      if (about.requestBody) body.append(make('h3', 'Body'), ...contents(about.requestBody.content, all))
      body.append(...answers(about.responses, all))
    },
    { once: true },
  )
  return whole
}

function show(document_) {
  const all = document_.components?.schemas ?? {}
  const groups = new Map()
  for (const [path, item] of Object.entries(document_.paths ?? {})) {
    for (const verb of VERBS.filter((name) => item[name])) {
      const group = item[verb].tags?.[0] ?? path.split('/')[2] ?? 'other'
      if (!groups.has(group)) groups.set(group, [])
      groups.get(group).push(operation(path, verb, { ...item[verb], parameters: [...(item.parameters ?? []), ...(item[verb].parameters ?? [])] }, all))
    }
  }
  document.getElementById('about').textContent = `${document_.info.description ?? ''} Version ${document_.info.version}.`
  main.replaceChildren(...[...groups].map(([name, list]) => make('section', '', make('h2', name), ...list)))
  main.removeAttribute('aria-busy')
}

document.getElementById('find').addEventListener('input', ({ target }) => {
  const words = target.value.toLowerCase().split(/\s+/)
  for (const section of main.querySelectorAll('section')) {
    let seen = 0
    for (const one of section.querySelectorAll('details')) {
      one.hidden = !words.every((word) => one.dataset.words.includes(word))
      if (!one.hidden) seen++
    }
    section.hidden = seen === 0
  }
})

try {
  const answer = await fetch('/openapi.json', { credentials: 'omit' })
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
  show(await answer.json())
} catch (problem) {
  main.replaceChildren(make('p', `The document could not be read: ${problem.message}`))
}
