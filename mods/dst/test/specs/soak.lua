local spec = require("spec")
local Server = require("server")
local it, equal, that = spec.it, spec.equal, spec.that

-- The same faults in the same order on every run and in every Lua.
local function dice(seed)
    return function(most)
        seed = (seed * 16807) % 2147483647
        return seed % most + 1
    end
end

local function bad_reply(roll, good)
    local replies = {
        { status = 500, body = '{"code":500,"message":"x"}' },
        { status = 502, body = "<html>", type = "text/html" },
        { half = true, body = good.body },
        { cut = true },
        { status = 429, body = '{"code":429,"message":"x"}' },
    }
    return replies[roll(#replies)]
end

it("ten players talk for two hours over a line and a server that fail every way there is", function()
    local game, server = spec.world({ settings = { greeting = true, inspecting = 20 } })
    local roll = dice(20261122)
    local under_way, most = 0, 0
    server.answer = function(request)
        local good
        if request.path == "/interact" and roll(3) == 1 then
            good = Server.pending()
        elseif request.path == "/game/poll" then
            local done = roll(3) == 1
            local after = tonumber(request.query.after)
            good = Server.says({
                seq = after + 1,
                state = done and "done" or "pending",
                items = { { seq = after + 1, type = "say", text = "Sentence " .. after + 1, seconds = 2 } },
            })
        else
            good = server:usual(request)
        end
        good.chunked = roll(2) == 1
        local reply = roll(6) == 1 and bad_reply(roll, good) or good
        reply.delay = roll(10) == 1 and roll(20) or 0
        return reply
    end
    game.http.mood = function()
        local fault = roll(12)
        under_way = game.http:under_way() + 1
        most = math.max(most, under_way)
        return {
            late = fault == 1 and roll(40) or nil,
            fails = fault == 2 and "answer" or fault == 3 and "unsent" or nil,
            twice = fault == 4,
            lost = fault == 5,
        }
    end
    local players, stone = {}, game:spawn("stone", { name = "Stone" })
    stone:add_inspectable("A stone.")
    for n = 1, 10 do
        players[n] = game:join("P" .. n, "wendy", { x = n })
        game:creature("pigman", { x = n })
    end
    local asked = 0
    for _ = 1, 700 do
        local player = players[roll(10)]
        if roll(5) == 1 then
            stone.components.inspectable:GetDescription(player)
        else
            game:chat(player, "!hello " .. asked)
            asked = asked + 1
        end
        game:run(roll(20))
    end
    game.http.mood = nil
    server.answer = function(request)
        return server:usual(request)
    end
    game:run(180)
    equal(game.http:under_way(), 0)
    equal(server:held(), 0)
    that(most <= 20, most .. " requests at once")
    that(#game.spoken > 300, #game.spoken .. " lines")
    for _, line in ipairs(game.spoken) do
        that(not line.cut, line.text .. " was cut")
    end
    for _, line in ipairs(game.log) do
        that(not line:find(".lua", 1, true), line)
    end
    game:chat(players[1], "!are you there?")
    game:run(5)
    that(table.concat(game:said(), "\n"):find("You said: are you there?", 1, true))
    print(asked .. " questions, " .. game.http.count .. " requests, " .. #game.spoken .. " lines, at most " .. most .. " at once")
end)
