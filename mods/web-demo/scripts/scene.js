// The clearing: drawn here, from nothing but shapes. What is so in it, and what happens in it.
const [WIDE, HIGH, GROUND] = [960, 480, 380]
const FIRE = 480
const OLD = 640

/** The same stars and trees every night. */
function scattered(seed) {
  let state = seed
  return () => (state = (state * 16807) % 2147483647) / 2147483647
}

export class Scene {
  constructor(canvas, calm) {
    this.pen = canvas.getContext('2d')
    this.calm = calm
    this.fire = 0.8
    this.traveller = 300
    this.walking = 0
    this.doing = { name: '', until: 0, what: '' }
    this.night = 0
    this.happened = []
    const dice = scattered(7)
    this.stars = Array.from({ length: 90 }, () => ({ x: dice() * WIDE, y: dice() * 230, r: 0.5 + dice() * 1.3, beat: dice() * 6 }))
    this.trees = Array.from({ length: 17 }, (_, i) => ({ x: i * 62 + dice() * 30 - 20, tall: 120 + dice() * 110 }))
    this.sparks = []
  }

  /** What a character may know. */
  world() {
    const near = Math.abs(this.traveller - FIRE)
    return {
      place: 'a clearing in a forest', phase: 'night', fire: this.fire > 0.6 ? 'high' : this.fire > 0.25 ? 'low' : this.fire > 0 ? 'dying' : 'out',
      fire_strength: Math.round(this.fire * 100) / 100, warmth: Math.round(Math.max(0, 1 - near / 400) * this.fire * 100) / 100,
      traveller_is: near < 90 ? 'at the fire' : Math.abs(this.traveller - OLD) < 90 ? 'beside you' : 'some steps away', minutes: Math.floor(this.night / 60),
    }
  }

  /** What happened since it was last asked for. */
  events() {
    return this.happened.splice(0)
  }

  kept() {
    return { fire: this.fire, traveller: this.traveller, night: this.night }
  }

  restore(kept) {
    Object.assign(this, kept)
    this.happened.length = 0
  }

  wood() {
    this.fire = Math.min(1, this.fire + 0.35)
    this.happened.push('wood')
  }

  /** What the old one does. */
  act(name, args, now) {
    if (name === 'add_wood') this.wood()
    this.doing = { name, what: args?.what ?? '', until: now + 2500 }
  }

  pass(seconds) {
    const before = this.fire
    this.night += seconds
    this.fire = Math.max(0, this.fire - seconds / 150)
    this.traveller = Math.max(40, Math.min(WIDE - 40, this.traveller + this.walking * seconds * 170))
    if (before >= 0.25 && this.fire < 0.25) this.happened.push('dying')
    if (before > 0 && this.fire === 0) this.happened.push('out')
    if (Math.floor(this.night / 75) > Math.floor((this.night - seconds) / 75)) this.happened.push('howl')
  }

  draw(now) {
    const { pen } = this
    const flicker = this.calm ? 0 : Math.sin(now / 90) * 0.04 + Math.sin(now / 37) * 0.03
    const light = Math.max(0, this.fire + flicker * this.fire)
    this.#sky(pen, now)
    this.#forest(pen, light)
    this.#ground(pen, light)
    this.#flames(pen, now, light)
    this.#person(pen, this.traveller, '#5b6f8f', '#2f3c52', this.walking !== 0 && !this.calm ? Math.sin(now / 80) * 5 : 0, 0)
    this.#old(pen, now)
  }

  #sky(pen, now) {
    const sky = pen.createLinearGradient(0, 0, 0, GROUND)
    sky.addColorStop(0, '#070b1c')
    sky.addColorStop(1, '#1d2440')
    pen.fillStyle = sky
    pen.fillRect(0, 0, WIDE, HIGH)
    const pointed = this.doing.name === 'point_at' && this.doing.what === 'stars' && now < this.doing.until
    for (const star of this.stars) {
      pen.globalAlpha = this.calm ? 0.8 : 0.55 + Math.sin(now / 700 + star.beat) * 0.35
      pen.fillStyle = pointed ? '#fff3b0' : '#dfe7ff'
      circle(pen, star.x, star.y, pointed ? star.r * 1.8 : star.r)
    }
    pen.globalAlpha = 1
    pen.fillStyle = '#f4efd9'
    circle(pen, 820, 80, 30)
    pen.fillStyle = '#0c1126'
    circle(pen, 808, 73, 27)
  }

  #forest(pen, light) {
    for (const { x, tall } of this.trees) {
      const far = Math.min(1, Math.abs(x - FIRE) / 480)
      pen.fillStyle = `rgb(${16 + 38 * light * (1 - far)}, ${22 + 20 * light * (1 - far)}, 26)`
      for (let k = 0; k < 4; k++) {
        const top = GROUND - tall + (k * tall) / 5
        const wide = 18 + k * 11
        shape(pen, [x, top], [x - wide, top + tall / 3], [x + wide, top + tall / 3])
      }
      pen.fillRect(x - 4, GROUND - tall / 5, 8, tall / 5)
    }
  }

  #ground(pen, light) {
    pen.fillStyle = '#14160f'
    pen.fillRect(0, GROUND - 8, WIDE, HIGH)
    const glow = pen.createRadialGradient(FIRE, GROUND, 10, FIRE, GROUND, 80 + 380 * light)
    glow.addColorStop(0, `rgba(255, 170, 80, ${0.55 * light})`)
    glow.addColorStop(1, 'rgba(255, 120, 40, 0)')
    pen.fillStyle = glow
    pen.fillRect(0, 0, WIDE, HIGH)
  }

  #flames(pen, now, light) {
    pen.fillStyle = '#3a2413'
    for (const [a, b] of [[-46, 12], [46, 12], [-30, 0], [30, 0]]) shape(pen, [FIRE + a, GROUND + b + 8], [FIRE + a * 0.9, GROUND + b + 20], [FIRE - a * 0.6, GROUND + b - 6])
    for (const [wide, tall, colour] of [[38, 130, '#d8481a'], [27, 95, '#f28b25'], [15, 58, '#ffd76a']]) {
      const lean = this.calm ? 0 : Math.sin(now / 140 + wide) * 8
      pen.fillStyle = colour
      pen.beginPath()
      pen.moveTo(FIRE - wide * light, GROUND + 8)
      pen.quadraticCurveTo(FIRE - wide * light, GROUND - tall * light * 0.5, FIRE + lean * light, GROUND - tall * light)
      pen.quadraticCurveTo(FIRE + wide * light, GROUND - tall * light * 0.5, FIRE + wide * light, GROUND + 8)
      pen.fill()
    }
    if (this.calm) return
    if (this.sparks.length < 26 && light > 0.1) this.sparks.push({ x: FIRE + Math.sin(now) * 18, y: GROUND - 40 * light, born: now })
    this.sparks = this.sparks.filter((spark) => now - spark.born < 1600)
    for (const spark of this.sparks) {
      const age = (now - spark.born) / 1600
      pen.globalAlpha = 1 - age
      pen.fillStyle = '#ffc36b'
      circle(pen, spark.x + Math.sin(age * 9 + spark.born) * 14, spark.y - age * 150, 1.8)
    }
    pen.globalAlpha = 1
  }

  #old(pen, now) {
    const { name, until } = this.doing
    const arm = now >= until ? 0 : name === 'wave' ? 34 + (this.calm ? 0 : Math.sin(now / 110) * 12) : name === 'point_at' ? 44 : name === 'add_wood' ? 12 : 0
    this.#person(pen, OLD, '#7a5638', '#3d2a1b', 0, arm)
    pen.fillStyle = '#e9e4da'
    shape(pen, [OLD - 11, GROUND - 58], [OLD + 11, GROUND - 58], [OLD - 2, GROUND - 28])
  }

  #person(pen, x, cloak, shade, step, arm) {
    pen.fillStyle = shade
    pen.fillRect(x - 12 + step, GROUND + 12, 9, 18)
    pen.fillRect(x + 3 - step, GROUND + 12, 9, 18)
    pen.fillStyle = cloak
    shape(pen, [x, GROUND - 78], [x - 30, GROUND + 18], [x + 30, GROUND + 18])
    pen.fillStyle = '#e2b48c'
    circle(pen, x, GROUND - 66, 15)
    pen.fillStyle = shade
    shape(pen, [x - 18, GROUND - 68], [x + 18, GROUND - 68], [x, GROUND - 98])
    if (arm > 0) {
      pen.strokeStyle = cloak
      pen.lineWidth = 9
      pen.lineCap = 'round'
      pen.beginPath()
      pen.moveTo(x - 12, GROUND - 34)
      pen.lineTo(x - 40, GROUND - 34 - arm)
      pen.stroke()
    }
  }
}

function circle(pen, x, y, r) {
  pen.beginPath()
  pen.arc(x, y, r, 0, Math.PI * 2)
  pen.fill()
}

function shape(pen, first, ...rest) {
  pen.beginPath()
  pen.moveTo(...first)
  for (const point of rest) pen.lineTo(...point)
  pen.closePath()
  pen.fill()
}
