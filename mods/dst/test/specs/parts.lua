local spec = require("spec")
local it, equal, that = spec.it, spec.equal, spec.that

local text = loadfile(spec.folder() .. "/scripts/raconteur/text.lua")()

local function link_of(settings)
    local sent, log = {}, {}
    local game = {
        json = require("game.json"),
        now = function()
            return 0
        end,
        later = function() end,
        log = function(line)
            log[#log + 1] = line
        end,
        guarded = function(_, work)
            return work
        end,
        sim = {
            QueryServer = function(_, ...)
                sent[#sent + 1] = { ... }
            end,
        },
    }
    local module = setfenv(loadfile(spec.folder() .. "/scripts/raconteur/link.lua"), setmetatable({
        require = function()
            return text
        end,
    }, { __index = _G }))()
    return module.new(game, settings), sent, log
end

it("only whole characters are kept, and so many of them", function()
    for broken, whole in pairs({
        ["a\226\40\161b"] = "a(b", ["a\224\128\128b"] = "ab", ["a\240\128\128\128b"] = "ab", ["a\226\130"] = "a",
        ["a\244\144\128\128b"] = "ab", ["a\237\159\191b"] = "a\237\159\191b", ["\226\130\226\130\172"] = "€",
        ["  a \t b\n\n"] = "a b", [" "] = "", [""] = "",
    }) do
        equal(text.clean(broken, 100), whole)
    end
    equal(text.clean(("字 "):rep(10), 5), "字 字 字")
    equal(text.clean(5, 10), "")
    equal(text.clean(nil, 10), "")
end)

it("whatever stands in a key arrives as one value", function()
    local link, sent = link_of({ server_url = "http://127.0.0.1:1", token = "rk_a b&c=%/?#é" })
    that(link:send("hello", { path = "/game/hello" }, function() end))
    equal(sent[1][1], "http://127.0.0.1:1/game/hello?token=rk_a%20b%26c%3D%25%2F%3F%23%C3%A9")
    equal(sent[1][3], "GET")
end)

it("one request for a purpose is under way", function()
    local link, sent = link_of({ server_url = "http://127.0.0.1:1", token = "k" })
    local heard = 0
    local function hear()
        heard = heard + 1
    end
    that(link:send("one", { path = "/game/hello" }, hear))
    that(not link:send("one", { path = "/game/hello" }, hear))
    that(link:send("two", { path = "/game/hello" }, hear))
    equal(#sent, 2)
    sent[1][2]('{"code":0}', true, 200)
    sent[1][2]('{"code":0}', true, 200)
    equal(heard, 1)
    that(link:send("one", { path = "/game/hello" }, hear))
end)

it("a large body is not sent, and the log says how large it was", function()
    local link, sent, log = link_of({ server_url = "http://127.0.0.1:1", token = "k" })
    that(not link:send("ask", { path = "/interact", body = { player_input = ("x"):rep(10000) } }, function() end))
    equal(sent, {})
    that(log[1]:find("bytes was not sent", 1, true))
    that(link:send("ask", { path = "/interact", body = { player_input = "x" } }, function() end))
end)

it("what only looks like success is none", function()
    for _, reply in ipairs({
        { '{"code":0}', false, 200 }, { '{"code":0}', true, 304 }, { '{"code":0}', true, nil }, { nil, true, 200 },
        { "", true, 200 }, { "x", true, 200 }, { '{"code":0}', false, 0 }, { "12", true, 200 }, { {}, true, 200 },
    }) do
        local link, sent = link_of({ server_url = "http://127.0.0.1:1", token = "k" })
        local why
        link:send("hello", { path = "/game/hello" }, function(_, reason)
            why = reason
        end)
        sent[1][2](reply[1], reply[2], reply[3])
        equal(why, "unreachable", tostring(reply[1]))
        that(link:rest() > 0)
    end
end)
