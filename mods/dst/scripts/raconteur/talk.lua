-- Questions and what becomes of them: sent once, repeated under the same name when the answer was lost, polled for while
-- it is being written, and closed at the latest when nobody would still wait for it.

local text = require("raconteur/text")

local Talk = {}
Talk.__index = Talk

-- Milliseconds that the server may hold a request, and seconds between two looks.
local HOLD = 500
local PAUSE = 0.25
local MOST_TRIES = 3
local MOST_AT_ONCE = 8
-- The server gives a line at the latest 30 s after the question.
local LATEST = 35
-- How long a player's own words or the game's stand above the head.
local READ = 2.5

--- Talks through `parts`: link, scene, events, voices; `game` as they need it, and session, a name for this run.
function Talk.new(game, settings, phrases, parts)
    return setmetatable({
        game = game,
        settings = settings,
        all_phrases = phrases,
        link = parts.link,
        scene = parts.scene,
        events = parts.events,
        voices = parts.voices,
        open = {},
        next = {},
        told = {},
        at_once = 0,
        count = 0,
    }, Talk)
end

--- Learns whom the server knows.
function Talk:hello()
    self.link:send("hello", { path = "/game/hello" }, function(answer)
        local names = {}
        for _, npc in ipairs(answer and type(answer.npcs) == "table" and answer.npcs or {}) do
            local name = type(npc) == "table" and text.clean(npc.name, 60) or ""
            if name ~= "" then
                names[#names + 1] = name
            end
        end
        if answer then
            self.greeted = true
            self.voices:learn(names)
        end
    end)
end

-- The language of a question, when it must be Chinese: Han characters and neither kana nor hangul.
local function chinese(words)
    return words:find("[\228-\233][\128-\191][\128-\191]") ~= nil
        and not words:find("\227[\129-\131]")
        and not words:find("[\234-\237][\128-\191][\128-\191]")
end

function Talk:language_of(wish)
    if self.settings.language ~= "auto" then
        return self.settings.language
    end
    return wish.language or (chinese(wish.words) and "zh") or nil
end

function Talk:phrases(wish)
    return self.all_phrases[self:language_of(wish) or self.game.language] or self.all_phrases.en
end

function Talk:new_id()
    self.count = self.count + 1
    return self.game.session .. "-" .. self.count
end

-- A creature that no character of the server plays is told from others by its name: each remembers only its own talk.
local function listener_of(wish)
    return wish.speaker.npc or "/" .. wish.speaker.name
end

--- Asks for a player: `wish` has player, speaker, words, around and perhaps language, polite (whether silence would be
-- noticed) and general (whether it matters neither who asks nor what the world is like: such answers are used again).
-- While an answer is awaited the latest of further questions waits, others are dropped.
function Talk:ask(wish)
    local purpose = (wish.general and "general " or "") .. wish.player.userid .. " " .. listener_of(wish)
    if self.open[purpose] then
        self.next[purpose] = wish.polite and wish or self.next[purpose]
        return
    end
    if self.at_once >= MOST_AT_ONCE then
        if wish.polite and self.settings.canned then
            self.voices:say(wish.speaker, self:phrases(wish).busy, READ)
        end
        return
    end
    local now = self.game.now()
    local question = {
        purpose = purpose,
        wish = wish,
        speaker = wish.speaker,
        id = self:new_id(),
        ends = now + LATEST,
        -- one's own character does not speak over what stands above its head
        earliest = wish.speaker.own and now + READ or 0,
        after = 0,
        tries = 0,
    }
    self.open[purpose] = question
    self.at_once = self.at_once + 1
    self.game.later(LATEST, function()
        self:give_up(question)
    end)
    question.body = self:body(question)
    self:send(question)
end

function Talk:body(question)
    local wish = question.wish
    local body = {
        player_input = wish.words,
        npc = wish.speaker.npc,
        session = self.game.session,
        wait_ms = HOLD,
        language = self:language_of(wish),
        request_id = question.id,
    }
    if not wish.general then
        self:set_scene(question, body)
    end
    return body
end

function Talk:set_scene(question, body)
    local wish, speaker = question.wish, question.speaker
    local events, newest = self.events:since(self.told[question.purpose] or 0)
    local allowed = self.voices:allowed(speaker, wish.player, self:phrases(wish))
    question.newest = newest
    body.player = { id = wish.player.userid, name = self.scene:name(wish.player) }
    body.world = self.scene:facts(wish.player, wish.around)
    body.events = #events > 0 and events or nil
    body.allowed_actions = #allowed > 0 and allowed or nil
    body.save = self.scene:save()
    if not speaker.npc then
        body.world.you = speaker.name
        body.save.id = body.save.id .. listener_of(wish)
    end
end

-- Does something with a question a little later, when it is still open then and the server may be asked.
function Talk:soon(question, seconds, step)
    self.game.later(math.max(seconds, self.link:rest()), function()
        if self.open[question.purpose] == question then
            step(self, question)
        end
    end)
end

function Talk:send(question)
    if not question.wish.player:IsValid() then
        return self:close(question)
    end
    question.tries = question.tries + 1
    local sent = self.link:send(question.purpose, { path = "/interact", body = question.body }, function(answer, why)
        if self.open[question.purpose] == question then
            self:answered(question, answer, why)
        end
    end)
    if not sent then
        self:try_again(question)
    end
end

-- Under the same name: what was answered already costs nothing again. Nobody waits while the server rests for long.
function Talk:try_again(question)
    if question.tries < MOST_TRIES and self.link:rest() <= 4 then
        self:soon(question, 1, self.send)
    else
        self:give_up(question)
    end
end

function Talk:answered(question, answer, why)
    if answer then
        self.told[question.purpose] = question.newest
        if not self.greeted then
            self:hello()
        end
        if answer.state == "pending" then
            self:think(question)
            self:soon(question, PAUSE, self.poll)
        else
            self:deliver(question, answer)
            self:close(question)
        end
    elseif why == 404 and question.body.npc and question.speaker.entity then
        -- who was known is gone: the speaker stays, as somebody whom only the game knows
        self:hello()
        question.speaker.npc = nil
        question.id = self:new_id()
        question.body = self:body(question)
        self:soon(question, 0, self.send)
    elseif type(why) == "number" then
        self:give_up(question)
    else
        self:try_again(question)
    end
end

-- Shows that somebody has heard.
function Talk:think(question)
    if question.wish.polite and question.speaker.entity and not question.speaker.own then
        self.voices:say(question.speaker, self:phrases(question.wish).thinking, 1)
    end
end

function Talk:deliver(question, answer)
    if answer.state == "fallback" and not (question.wish.polite and self.settings.canned) then
        return
    end
    local lines = type(answer.lines) == "table" and answer.lines or {}
    if #lines == 0 then
        lines = { { text = answer.model_response } }
    end
    for _, line in ipairs(lines) do
        if type(line) == "table" then
            self:hear(question, line)
        end
    end
    for _, action in ipairs(type(answer.actions) == "table" and answer.actions or {}) do
        if type(action) == "table" then
            self.voices:act(question.speaker, question.wish.player, action.name, action.args)
        end
    end
end

function Talk:hear(question, line)
    question.heard = true
    self.voices:say(question.speaker, line.text, line.seconds, question.earliest)
end

function Talk:poll(question)
    if not question.wish.player:IsValid() then
        return self:close(question)
    end
    local query = { request_id = question.id, after = question.after, wait_ms = HOLD }
    local sent = self.link:send("poll:" .. question.id, { path = "/game/poll", query = query }, function(news, why)
        if self.open[question.purpose] == question then
            self:looked(question, news, why)
        end
    end)
    if not sent then
        self:soon(question, 1, self.poll)
    end
end

function Talk:looked(question, news, why)
    if not news then
        if type(why) == "number" then
            return self:give_up(question)
        end
        return self:soon(question, 1, self.poll)
    end
    for _, item in ipairs(type(news.items) == "table" and news.items or {}) do
        if type(item) == "table" and (tonumber(item.seq) or 0) > question.after then
            question.after = item.seq
            self:show(question, item)
        end
    end
    if news.state == "pending" then
        self:soon(question, PAUSE, self.poll)
    else
        self:close(question)
    end
end

function Talk:show(question, item)
    if item.type == "action" then
        self.voices:act(question.speaker, question.wish.player, item.name, item.args)
    elseif item.type == "announce" then
        self.game.net:Announce(text.clean(item.text, 200))
    elseif not item.reason or (question.wish.polite and self.settings.canned) then
        self:hear(question, item)
    end
end

-- A line of our own, where silence would be noticed.
function Talk:give_up(question)
    if self.open[question.purpose] ~= question then
        return
    end
    if question.wish.polite and self.settings.canned and not question.heard and question.wish.player:IsValid() then
        local lines = self:phrases(question.wish).unanswered
        self.voices:say(question.speaker, lines[self.count % #lines + 1], READ, question.earliest)
    end
    self:close(question)
end

function Talk:close(question)
    self.open[question.purpose] = nil
    self.at_once = self.at_once - 1
    local waiting = self.next[question.purpose]
    self.next[question.purpose] = nil
    if waiting and waiting.player:IsValid() then
        self:ask(waiting)
    end
end

return Talk
