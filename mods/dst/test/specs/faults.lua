local spec = require("spec")
local Server = require("server")
local it, equal, that = spec.it, spec.equal, spec.that
local phrases = loadfile(spec.folder() .. "/scripts/raconteur/phrases.lua")()

local function own(line, language)
    for _, one in ipairs(phrases[language or "en"].unanswered) do
        if one == line then
            return true
        end
    end
    return false
end

local PAGE = "<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>"

local BAD = {
    ["an error page"] = { status = 502, body = PAGE, type = "text/html" },
    ["a page that says it is well"] = { status = 200, body = PAGE, type = "text/html" },
    ["an error of the server"] = { status = 500, body = '{"code":500,"message":"x","trace_id":"t"}' },
    ["half a body"] = { half = true, body = Server.done("A long answer that breaks off.").body },
    ["nothing"] = { body = "" },
    ["one byte"] = { body = "{" },
    ["a closed door"] = { cut = true },
    ["plain text"] = { body = "Not JSON at all" },
    ["a number"] = { body = "12" },
    ["a list"] = { body = '["a"]' },
    ["an exponent"] = { body = '{"model_response":"x","seconds":1E5}' },
    ["a raw line end in a text"] = { body = '{"model_response":"a\nb"}' },
}

for what, reply in pairs(BAD) do
    it("on " .. what .. " a line of our own is said, and the next question is answered", function()
        local game, server = spec.world()
        local ada = game:join("Ada", "wendy")
        local pig = game:creature("pigman", { x = 1 })
        local bad = true
        server.answer = function(request)
            return bad and request.json and reply or server:usual(request)
        end
        game:chat(ada, "!hello")
        game:run(40)
        that(#game:said(pig) <= 1 and (what == "a list" or own(game:said(pig)[1])), tostring(game:said(pig)[1]))
        bad = false
        game:run(70)
        game:chat(ada, "!again")
        game:run(5)
        equal(game:said(pig)[#game:said(pig)], "You said: again")
        that(not table.concat(game.log, "\n"):find(".lua:", 1, true), table.concat(game.log, "\n"))
    end)
end

it("answers whose parts have any shape raise nothing and stop nothing", function()
    local shapes = { "null", "5", "true", '"x"', "[]", "[5]", "[[]]", '[{"text":5,"seconds":"x"}]', '{"a":1}', "-1", '""' }
    local states = {
        state = "", items = '"state":"pending",', seq = '"state":"pending",', lines = '"state":"done",', npcs = "",
        actions = '"state":"done",', model_response = '"state":"fallback",', message = "",
    }
    for name, state in pairs(states) do
        for _, shape in ipairs(shapes) do
            local game, server = spec.world()
            local ada = game:join("Ada", "wendy")
            local pig = game:creature("pigman", { x = 1 })
            local odd = true
            server.answer = function(request)
                local rest = request.path == "/interact" and state or ""
                return odd and { body = "{" .. rest .. '"' .. name .. '":' .. shape .. "}" } or server:usual(request)
            end
            game:chat(ada, "!hello")
            game:run(45)
            odd = false
            game:chat(ada, "!again")
            game:run(4)
            equal(game:said(pig)[#game:said(pig)], "You said: again", name .. " " .. shape)
            for _, line in ipairs(game.log) do
                that(not line:find(".lua:", 1, true), name .. " " .. shape .. ": " .. line)
            end
        end
    end
end)

it("a lost answer is asked for again under the same name", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    game.http.mood = function(request)
        return { fails = request.method == "POST" and request.number <= 2 and "answer" or nil }
    end
    game:chat(ada, "!hello")
    game:run(10)
    local asked = server:asked("/interact")
    equal(#asked, 2)
    equal(asked[1].json.request_id, asked[2].json.request_id)
    equal(asked[1].json.player_input, asked[2].json.player_input)
    equal(game:said(pig), { "You said: hello" })
end)

it("a question that never gets through is tried three times", function()
    local game = spec.world()
    local ada = game:join("Ada", "wendy")
    local tries = 0
    game.http.mood = function(request)
        tries = tries + (request.method == "POST" and 1 or 0)
        return { fails = "unsent" }
    end
    game:chat(ada, "!hello")
    game:run(60)
    equal(tries, 3)
end)

it("callbacks that come twice count once, ones that come late not at all, and lost ones are waited for no longer", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    local mood = { twice = true }
    game.http.mood = function()
        return mood
    end
    game:chat(ada, "!one")
    game:run(5)
    equal(game:said(pig), { "You said: one" })
    mood = { late = 20 }
    game:chat(ada, "!two")
    game:run(50)
    that(own(game:said(pig)[2]))
    equal(#game:said(pig), 2)
    mood = { lost = true }
    game:run(70)
    game:chat(ada, "!three")
    game:run(50)
    that(own(game:said(pig)[3]))
    mood = {}
    game:run(70)
    game:chat(ada, "!four")
    game:run(5)
    equal(game:said(pig)[4], "You said: four")
    equal(#server:asked("/interact") <= 7, true)
end)

it("while the server is down players hear a line, and it is tried seldom; when it is back it is asked at once", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    server:stop()
    local before = game.http.count
    for _ = 1, 60 do
        game:chat(ada, "!hello")
        game:run(10)
    end
    local tried = game.http.count - before
    that(tried < 40, tried .. " tries in ten minutes")
    that(#game:said(pig) > 30 and own(game:said(pig)[1]))
    local told = 0
    for _, line in ipairs(game.log) do
        told = told + (line:find("cannot be reached", 1, true) and 1 or 0)
    end
    equal(told, 1)
    server:start_again()
    game:run(61)
    game:chat(ada, "!hello")
    game:run(5)
    equal(game:said(pig)[#game:said(pig)], "You said: hello")
    that(table.concat(game.log, "\n"):find("answers again", 1, true))
end)

it("a slow server holds nothing up but its own answer", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    server.answer = function(request)
        local reply = server:usual(request)
        reply.delay = request.json and 12 or 0
        return reply
    end
    game:chat(ada, "!hello")
    game:run(11)
    equal(game:said(pig), {})
    game:run(3)
    equal(game:said(pig), { "You said: hello" })
end)

it("a wrong key is told once, is nowhere in the log, and is not tried again and again", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    server.answer = function()
        return Server.says({ code = 401, message = "That key is not known.", trace_id = "t" }, 401)
    end
    for _ = 1, 30 do
        game:chat(ada, "!hello")
        game:run(5)
    end
    that(#server:asked("/interact") <= 4, #server:asked("/interact"))
    that(own(game:said(pig)[1]))
    local log = table.concat(game.log, "\n")
    equal(select(2, log:gsub("That key is not known", "")), 1)
    that(not log:find("rk_secret", 1, true))
end)

it("a character that is gone is spoken for by somebody without a name on the server", function()
    local game, server = spec.world({ npcs = { "Pig" } })
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    server.answer = function(request)
        if request.json and request.json.npc then
            return Server.says({ code = 404, message = "There is no such character." }, 404)
        end
        return server:usual(request)
    end
    server.npcs = {}
    game:chat(ada, "!hello")
    game:run(5)
    equal(game:said(pig), { "You said: hello" })
    local asked = server:asked("/interact")
    equal(#asked, 2)
    equal(asked[2].json.world.you, "Pig")
    that(asked[1].json.request_id ~= asked[2].json.request_id)
    game:chat(ada, "!again")
    game:run(5)
    equal(#server:asked("/interact"), 3)
end)

it("while it has not said whom it knows it is asked for that once at a time", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    game:creature("pigman", { x = 1 })
    server:stop()
    server:start_again()
    server.answer = function(request)
        local reply = server:usual(request)
        reply.delay = request.path == "/game/hello" and 14 or 0
        return reply
    end
    local other = spec.world({ server = server })
    for n = 1, 3 do
        other:chat(n == 1 and other:join("Eve", "wilson") or other:join("Eve" .. n, "wilson"), "!hello")
        other:run(2)
    end
    equal(#server:asked("/game/hello"), 2)
    equal(#server:asked("/interact"), 3)
    equal(ada.typed, nil)
    equal(game.spoken, {})
end)

it("a server that comes up after the game is greeted then", function()
    local game, server = spec.world({ npcs = { "Pig" } })
    server:stop()
    local other = spec.world({ server = server })
    local ada = other:join("Ada", "wendy")
    other:creature("pigman", { x = 1 })
    server:start_again()
    other:run(3)
    other:chat(ada, "!one")
    other:run(4)
    other:chat(ada, "!two")
    other:run(4)
    equal(server:newest().npc, "Pig")
    equal(game.spoken, {})
end)

it("a Chinese player hears our own line in Chinese", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    server:stop()
    game:chat(ada, "!你好")
    game:run(20)
    that(own(game:said(pig)[1], "zh"), game:said(pig)[1])
end)

it("with silence wished for nothing is said of a failure", function()
    local game, server = spec.world({ settings = { canned = false } })
    local ada = game:join("Ada", "wendy")
    game:creature("pigman", { x = 1 })
    server:stop()
    game:chat(ada, "!hello")
    game:run(60)
    equal(game.spoken, {})
end)
