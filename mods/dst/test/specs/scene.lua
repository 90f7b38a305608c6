local spec = require("spec")
local it, equal, that = spec.it, spec.equal, spec.that

local function ask(game, server, player)
    game:chat(player, "!hello")
    game:run(4)
    return server:newest()
end

it("a speaker knows the season, the day, the weather, and how the player is", function()
    local game, server = spec.world({ saved = { id = "W", age = 480 * 20 + 240 } })
    local ada = game:join("Ada", "wendy")
    game:change("season", "winter")
    game:change("phase", "night")
    game:change("issnowing", true)
    game:change("temperature", -6.7)
    ada.components.health.currenthealth = 37.9
    ada.components.hunger.current = 0
    ada.components.inventory.equipped.hands = game:spawn("axe", { tags = { "INLIMBO" } })
    ada:AddComponent("temperature", {
        IsFreezing = function()
            return true
        end,
    })
    local world = ask(game, server, ada).world
    equal(world.season, "winter")
    equal(world.day, 21)
    equal(world.phase, "night")
    equal(world.weather, "snow")
    equal(world.temperature, -7)
    equal(world.health, "37/150")
    equal(world.hunger, "0/150")
    equal(world.sanity, "180/200")
    equal(world.held, "Axe")
    equal(world.freezing, true)
    equal(world.player, "Ada")
    equal(world.player_is, "Wendy")
end)

it("who and what is near is named once, creatures and buildings first", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    for n = 1, 30 do
        game:spawn("tree", { x = n / 10 })
        game:spawn("bush" .. n, { x = n / 10, name = "Bush " .. n })
    end
    game:spawn("campfire", { x = 4, tags = { "structure" } })
    for _ = 1, 3 do
        game:spawn("spider", { x = 5 }):add_health(100)
    end
    game:spawn("fx", { x = 1, tags = { "FX" } })
    local nearby = ask(game, server, ada).world.nearby
    equal(nearby[1], "Campfire")
    equal(nearby[2], "Spider x3")
    equal(nearby[3], "Tree x30")
    equal(#nearby, 12)
end)

it("a thing that lacks what others have is no fault", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "modded_survivor")
    for _, name in ipairs({ "health", "hunger", "sanity", "inventory" }) do
        ada.components[name] = nil
    end
    game.world.state = { cycles = 3, time = 0.5 }
    game:spawn("odd", { name = "" })
    local world = ask(game, server, ada).world
    equal(world.day, 4)
    equal(world.player_is, "modded_survivor")
    equal(world.health, nil)
end)

it("the world's age says how far it has come, and a rollback makes it younger", function()
    local game, server = spec.world({ saved = { id = "W", age = 1000 } })
    local ada = game:join("Ada", "wendy")
    local first = ask(game, server, ada).save
    local kept = game:save()
    game:run(200)
    local second = ask(game, server, ada).save
    local back = spec.world({ server = server, saved = kept })
    local third = ask(back, server, back:join("Ada", "wendy")).save
    equal(first.id, "W/Wendy")
    equal(third.id, "W/Wendy")
    equal(first.epoch, 1000)
    that(second.epoch > first.epoch + 199)
    that(third.epoch >= first.epoch and third.epoch < second.epoch)
    equal(first.epoch, math.floor(first.epoch))
end)

it("each whom no character plays has memories of its own, a character those of its world", function()
    local game, server = spec.world({ saved = { id = "W" }, npcs = { "Pearl" } })
    local ada = game:join("Ada", "wendy")
    game:creature("pigman", { x = 1, name = "Bacon" })
    game:creature("hermitcrab", { x = 2 })
    for line, id in pairs({ ["!bacon hello"] = "W/Bacon", ["!wendy hello"] = "W/Wendy", ["!pearl hello"] = "W" }) do
        game:chat(ada, line)
        game:run(4)
        equal(server:newest().save.id, id)
    end
end)

it("what happened is told once to each who is asked", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    game:creature("bunnyman", { x = 5 })
    local hounds = game:spawn("hound", { name = "Hound" })
    for _ = 1, 50 do
        ada:PushEvent("attacked", { attacker = hounds, damage = 20 })
    end
    game:change("phase", "dusk")
    game:change("phase", "night")
    game:change("season", "winter")
    ada:PushEvent("death", { cause = "hound", afflicter = hounds })
    game:chat(ada, "!pig hello")
    game:run(4)
    local lines = {}
    for n, event in ipairs(server:newest().events) do
        lines[n] = event.type .. ": " .. event.text
    end
    equal(lines, {
        "joined: Ada came into the world.",
        "attacked: Ada was attacked by Hound.",
        "dusk: Dusk falls.",
        "night: Night falls.",
        "season: The season turns: winter.",
        "died: Ada died. Cause: Hound.",
    })
    game:chat(ada, "!pig again")
    game:run(4)
    equal(server:newest().events, nil)
    game:chat(ada, "!bunnyman hello")
    game:run(4)
    equal(#server:newest().events, 6)
    equal(#game:said(pig), 2)
end)

it("what was not heard is told with the next question", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    game:creature("pigman", { x = 1 })
    game:change("phase", "night")
    server:stop()
    game:chat(ada, "!hello")
    game:run(70)
    server:start_again()
    equal(ask(game, server, ada).events[2].text, "Night falls.")
end)

it("bosses are told apart, and old events give way to new ones", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local boss = game:spawn("deerclops", { tags = { "epic" } })
    for day = 1, 30 do
        game:run(1)
        game.world.state.cycles = day
        game:change("phase", "day")
    end
    ada:PushEvent("attacked", { attacker = boss })
    ada:PushEvent("killed", { victim = boss })
    ada:PushEvent("killed", { victim = game:spawn("spider") })
    ada:PushEvent("attacked", {})
    ada:PushEvent("attacked", nil)
    ada:PushEvent("killed", nil)
    local events = ask(game, server, ada).events
    equal(#events, 10)
    equal(events[9], { type = "boss_attacked", text = "Ada was attacked by the boss Deerclops." })
    equal(events[10], { type = "boss_killed", text = "Ada killed the boss Deerclops." })
    that(not table.concat(game.log, "\n"):find(".lua:", 1, true), table.concat(game.log, "\n"))
end)

it("events can be left out", function()
    local game, server = spec.world({ settings = { events = false } })
    local ada = game:join("Ada", "wendy")
    game:change("phase", "night")
    equal(ask(game, server, ada).events, nil)
end)

it("the longest names still make a small request", function()
    local game, server = spec.world()
    local long = ("你"):rep(200)
    local ada = game:join(long, "wendy")
    for n = 1, 100 do
        game:creature("pigman", { x = 1, name = n .. long })
    end
    for n = 1, 30 do
        ada:PushEvent("attacked", { attacker = game:spawn("hound", { name = n .. long }) })
    end
    game:chat(ada, "!" .. ("字"):rep(149))
    game:run(4)
    local asked = server:asked("/interact")
    equal(#asked, 1)
    that(#asked[1].body < 10000, #asked[1].body)
end)
