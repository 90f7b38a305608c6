local spec = require("spec")
local Server = require("server")
local it, equal, that = spec.it, spec.equal, spec.that

it("whoever speaks with the prefix is answered by the nearest creature", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 3 })
    local far = game:creature("bunnyman", { x = 9 })
    game:chat(ada, "!Is winter near?")
    game:run(2)
    equal(server:newest().player_input, "Is winter near?")
    equal(server:newest().world.you, "Pig")
    equal(game:said(pig), { "You said: Is winter near?" })
    equal(game:said(far), {})
end)

it("chat without the prefix, emotes and an empty prefix are nobody's business", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    game:creature("pigman")
    game:chat(ada, "hello there")
    game:chat(ada, "!wave", { isemote = true })
    game:chat(ada, "!")
    game:chat(ada, "!   ")
    game:run(2)
    equal(#server:asked("/interact"), 0)
    equal(game.spoken, {})
end)

it("the game's own chat goes on as before", function()
    local game = spec.world()
    local ada = game:join("Ada", "wendy")
    game:chat(ada, "!hello")
    equal(ada.typed, "!hello")
end)

it("a Chinese keyboard's prefix is heard as well", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    game:creature("pigman")
    game:chat(ada, "！冬天快到了吗？")
    game:run(2)
    equal(server:newest().player_input, "冬天快到了吗？")
    equal(server:newest().language, "zh")
end)

it("another prefix can be set", function()
    local game, server = spec.world({ settings = { prefix = "@" } })
    local ada = game:join("Ada", "wendy")
    game:chat(ada, "!no")
    game:chat(ada, "@yes")
    game:run(2)
    equal(#server:asked("/interact"), 1)
    equal(server:newest().player_input, "yes")
end)

it("a hundred and fifty characters of every script arrive as they were typed", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    for _, sign in ipairs({ "字", "я", "あ", "한", "م", "é", "😀", "ก", "'", '"', "\\", "]", "%", "&", "+", "𠮷" }) do
        local line = sign:rep(149)
        game:chat(ada, "!" .. line)
        game:run(4)
        equal(server:newest().player_input, line, sign)
    end
end)

it("control characters, lines, colour codes and broken bytes make no bad request", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    game:chat(ada, "!one\ntwo\r\n\tthree\0four\127 \255\254five \237\160\128six \192\128seven  <color=red>")
    game:run(3)
    equal(server:newest().player_input, "one two three four five six seven <color=red>")
end)

it("a question in Chinese asks for Chinese, others leave the language to the speaker", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    for line, language in pairs({ ["!你好"] = "zh", ["!hello"] = false, ["!日本語です"] = false, ["!漢字한글"] = false }) do
        game:chat(ada, line)
        game:run(3)
        equal(server:newest().language or false, language, line)
    end
    local other, second = spec.world({ settings = { language = "en" } })
    other:chat(other:join("Ada", "wendy"), "!你好")
    other:run(3)
    equal(second:newest().language, "en")
end)

it("a question names the player, the run and the world, and carries the key in its body", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    game:chat(ada, "!hello")
    game:run(2)
    local asked = server:newest()
    equal(asked.player, { id = ada.userid, name = "Ada" })
    equal(asked.token, "rk_secret")
    equal(asked.save.id, game.id .. "/Wendy")
    that(asked.session:find(game.id, 1, true) == 1)
    that(asked.request_id:find(asked.session, 1, true) == 1)
    equal(asked.wait_ms, 500)
    equal(server:asked("/interact")[1].target, "/interact")
end)

it("every question has a name of its own", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local seen = {}
    for n = 1, 5 do
        game:chat(ada, "!hello " .. n)
        game:run(4)
        local id = server:newest().request_id
        that(not seen[id])
        seen[id] = true
    end
end)

it("one question of a player is under way; the latest of others waits, the rest is dropped", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    server.answer = function(request)
        local reply = server:usual(request)
        reply.delay = request.json and 3 or 0
        return reply
    end
    for n = 1, 4 do
        game:chat(ada, "!question " .. n)
    end
    game:run(2)
    equal(#server:asked("/interact"), 1)
    game:run(10)
    equal(#server:asked("/interact"), 2)
    equal(server:newest().player_input, "question 4")
end)

it("two creatures can be spoken to at once", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig, bunny = game:creature("pigman"), game:creature("bunnyman")
    server.answer = function(request)
        local reply = server:usual(request)
        reply.delay = request.json and 3 or 0
        return reply
    end
    game:chat(ada, "!pig one")
    game:chat(ada, "!bunnyman two")
    game:run(1)
    equal(#server:asked("/interact"), 2)
    game:run(5)
    equal(game:said(pig), { "You said: one" })
    equal(game:said(bunny), { "You said: two" })
end)

it("many players at once are served within bounds, and the rest is told so", function()
    local game, server = spec.world()
    local pig = game:creature("pigman")
    server.answer = function(request)
        local reply = server:usual(request)
        reply.delay = request.json and 3 or 0
        return reply
    end
    for n = 1, 10 do
        game:chat(game:join("P" .. n, "wendy"), "!hello")
    end
    game:run(1)
    equal(#server:asked("/interact"), 8)
    equal(game:said(pig)[1], "One at a time, please.")
    game:run(30)
    equal(#game:said(pig), 10)
end)

it("what is answered is shown as it is", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman")
    local lines = { 'He said "no"\\never', "a ]] b -- c", "表情😀と絵", "%d %s %1", "it's 'fine'" }
    server.answer = function(request)
        return request.json and Server.done(unpack(lines)) or server:usual(request)
    end
    game:chat(ada, "!hello")
    game:run(15)
    equal(game:said(pig), lines)
end)
