local spec = require("spec")
local Server = require("server")
local it, equal, that = spec.it, spec.equal, spec.that

-- A server that writes: each poll finds what is given for it, then nothing more comes.
local function writing(server, pieces)
    local seq, at = 0, 0
    server.answer = function(request)
        if request.path == "/interact" then
            return Server.pending()
        elseif request.path ~= "/game/poll" then
            return server:usual(request)
        end
        at = at + 1
        local items = {}
        for n, item in ipairs(pieces[at] or {}) do
            seq = seq + 1
            if type(item) == "string" then
                item = { type = "say", text = item, seconds = 1.5 }
            end
            item.seq, item.request_id, item.npc = seq, request.query.request_id, "Pig"
            items[n] = item
        end
        local state = at < #pieces and "pending" or "done"
        return Server.says({ code = 0, message = "success", seq = seq, state = state, items = items })
    end
end

it("what is still being written is said sentence by sentence, and then nobody looks any more", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    writing(server, { {}, { "Near enough to smell." }, {}, { "Gather wood.", "Be quick." } })
    game:chat(ada, "!hello")
    game:run(1.5)
    equal(game:said(pig)[2], "Near enough to smell.")
    game:run(10)
    equal(game:said(pig), { "...", "Near enough to smell.", "Gather wood.", "Be quick." })
    equal(#server:asked("/game/poll"), 4)
    for _, line in ipairs(game.spoken) do
        that(not line.cut, line.text .. " was cut")
    end
end)

it("a look names the question, where it is, and the key only in the address", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    game:creature("pigman", { x = 1 })
    writing(server, { { "One." }, { "Two." } })
    game:chat(ada, "!hello")
    game:run(5)
    local looks = server:asked("/game/poll")
    equal(looks[1].query.request_id, server:newest().request_id)
    equal(looks[1].query.after, "0")
    equal(looks[2].query.after, "1")
    equal(looks[2].query.token, "rk_secret")
    that(tonumber(looks[2].query.wait_ms) <= 1000)
end)

it("what is told twice is said once", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    local looks = 0
    server.answer = function(request)
        if request.path == "/interact" then
            return Server.pending()
        elseif request.path == "/game/poll" then
            looks = looks + 1
            local items = { { seq = 1, type = "say", text = "One.", seconds = 1 } }
            return Server.says({ seq = 1, state = looks < 3 and "pending" or "done", items = items })
        end
        return server:usual(request)
    end
    game:chat(ada, "!hello")
    game:run(6)
    equal(game:said(pig), { "...", "One." })
end)

it("an announcement is announced, an unknown kind is passed over", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    writing(server, { { { type = "announce", text = "The hounds are near." }, { type = "action", name = "explode" } } })
    game:chat(ada, "!hello")
    game:run(6)
    equal(game.announced, { "The hounds are near." })
    equal(game:said(pig), { "..." })
end)

it("a server that never finishes is left alone after half a minute, with a line of our own", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    writing(server, {})
    local never = server.answer
    server.answer = function(request)
        local reply = never(request)
        if request.path == "/game/poll" then
            return Server.says({ seq = 0, state = "pending", items = {} })
        end
        return reply
    end
    game:chat(ada, "!hello")
    game:run(34)
    equal(game:said(pig), { "..." })
    game:run(10)
    equal(#game:said(pig), 2)
    local looks = #server:asked("/game/poll")
    game:run(30)
    equal(#server:asked("/game/poll"), looks)
end)

it("what was begun is not followed by a line of our own when the rest does not come", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    writing(server, { { "Well," }, {} })
    local one = server.answer
    server.answer = function(request)
        if request.path == "/game/poll" and #server:asked("/game/poll") > 1 then
            return { cut = true }
        end
        return one(request)
    end
    game:chat(ada, "!hello")
    game:run(60)
    equal(game:said(pig), { "...", "Well," })
end)

it("a server that starts again in mid-answer is looked at again, and its last line is said", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    writing(server, { { "Well," }, {}, {}, { { type = "say", text = "I forgot.", seconds = 2, reason = "interrupted" } } })
    game:chat(ada, "!hello")
    game:run(1.2)
    server:stop()
    game:run(4)
    server:start_again()
    game:run(12)
    equal(game:said(pig), { "...", "Well,", "I forgot." })
end)

it("a canned line of the server is said, unless silence was wished", function()
    for canned, wanted in pairs({ [true] = { "Hm?" }, [false] = {} }) do
        local game, server = spec.world({ settings = { canned = canned } })
        local ada = game:join("Ada", "wendy")
        local pig = game:creature("pigman", { x = 1 })
        server.answer = function(request)
            local fields = { state = "fallback", reason = "budget", model_response = "Hm?", lines = {}, actions = {} }
            return request.json and Server.says(fields) or server:usual(request)
        end
        game:chat(ada, "!hello")
        game:run(3)
        equal(game:said(pig), wanted)
    end
end)
