-- Joins the game's hooks to what is in scripts/raconteur. Runs on the server of a game only; players need nothing.

if not GLOBAL.TheNet:GetIsServer() then
    return
end

local Events = require("raconteur/events")
local Link = require("raconteur/link")
local Scene = require("raconteur/scene")
local Talk = require("raconteur/talk")
local Voices = require("raconteur/voices")
local guard = require("raconteur/guard")
local phrases = require("raconteur/phrases")
local read_settings = require("raconteur/settings")
local text = require("raconteur/text")

local GREET_AFTER = 5
local GREET_AGAIN = 600
local HELLO_AGAIN = 300

local function log(line)
    print("[Raconteur] " .. line)
end

local guarded = guard(log)
local settings = read_settings(GetModConfigData, log)
local language = settings.language ~= "auto" and settings.language or modinfo.raconteur_language or "en"

-- What the rest may use of the game.
local game = {
    sim = GLOBAL.TheSim,
    net = GLOBAL.TheNet,
    json = GLOBAL.json,
    strings = GLOBAL.STRINGS,
    slots = GLOBAL.EQUIPSLOTS,
    language = language,
    log = log,
    guarded = guarded,
    now = GLOBAL.GetTime,
    world = function()
        return GLOBAL.TheWorld
    end,
    later = function(seconds, work)
        GLOBAL.TheWorld:DoTaskInTime(seconds, guarded("later", work))
    end,
}

local scene = Scene.new(game)
local events = Events.new(game, phrases[language] or phrases.en, scene)
local voices = Voices.new(game, settings, scene)
local talk
local last_look, last_greeting = {}, {}

local function player_of(userid)
    for _, player in ipairs(GLOBAL.AllPlayers) do
        if player.userid == userid then
            return player
        end
    end
    return nil
end

local hear = guarded("chat", function(userid, message)
    local words = type(message) == "string" and text.after(settings.prefix, message) or ""
    local player = words ~= "" and words and player_of(userid) or nil
    -- who is in the caves has no body on this shard
    if player then
        local around = scene:around(player, settings.hearing)
        local speaker, rest = voices:choose(player, around, words)
        talk:ask({ player = player, speaker = speaker, words = rest, around = around, polite = true })
    end
end)

local greet = guarded("join", function(player)
    if not player:IsValid() or not player.userid then
        return
    end
    local now = game.now()
    if settings.greeting and (not last_greeting[player.userid] or now - last_greeting[player.userid] > GREET_AGAIN) then
        last_greeting[player.userid] = now
        local around = scene:around(player, settings.hearing)
        talk:ask({
            player = player,
            speaker = voices:choose(player, around),
            words = string.format(phrases[language].joins, scene:name(player) or phrases[language].somebody),
            around = around,
            language = language,
        })
    end
end)

local look = guarded("inspect", function(entity, viewer, said)
    if not talk or settings.inspecting == 0 or type(said) ~= "string" or said == "" then
        return
    end
    local now = game.now()
    local who = viewer and viewer.userid
    if not who or viewer:HasTag("playerghost") or viewer:HasTag("mime") or now < (last_look[who] or 0) then
        return
    end
    last_look[who] = now + settings.inspecting
    local thing = scene:name(entity) or phrases[language].unknown
    talk:ask({
        player = viewer,
        speaker = voices:of(viewer, true),
        words = string.format(phrases[language].looks, scene:survivor(viewer), thing, text.clean(said, 200)),
        language = language,
        -- the same survivor thinks the same of the same thing: that costs once
        general = true,
    })
end)

-- One function for every thing in the world; the game's own words are given back as they are, at once.
local function passed_on(component, viewer, ...)
    look(component.inst, viewer, (...))
    return ...
end

local function described(component, viewer, ...)
    return passed_on(component, viewer, component.raconteur_plain(component, viewer, ...))
end

AddComponentPostInit("inspectable", function(component)
    component.raconteur_plain = component.GetDescription
    component.GetDescription = described
end)

AddPlayerPostInit(function(player)
    if settings.events then
        events:follow(player)
    end
end)

local start = guarded("start", function()
    local world = GLOBAL.TheWorld
    -- with caves every shard runs this; one of them talks
    if world == nil or not world.ismastershard then
        return
    end
    game.session = scene:save().id .. "-" .. string.format("%x", GLOBAL.os.time())
    local link = Link.new(game, settings)
    talk = Talk.new(game, settings, phrases, { link = link, scene = scene, events = events, voices = voices })
    if settings.events then
        events:watch(world)
    end
    world:ListenForEvent("ms_playerjoined", guarded("joined", function(_, player)
        if settings.events then
            events:add("joined", scene:name(player) or phrases[language].somebody)
        end
        game.later(GREET_AFTER, function()
            greet(player)
        end)
    end))
    world:ListenForEvent("ms_playerleft", guarded("left", function(_, player)
        if settings.events then
            events:add("left", scene:name(player) or phrases[language].somebody)
        end
    end))
    local said_before = GLOBAL.Networking_Say
    GLOBAL.Networking_Say = function(guid, userid, name, prefab, message, colour, whisper, isemote, ...)
        said_before(guid, userid, name, prefab, message, colour, whisper, isemote, ...)
        if not isemote then
            hear(userid, message)
        end
    end
    talk:hello()
    world:DoPeriodicTask(HELLO_AGAIN, guarded("hello", function()
        talk:hello()
    end))
    log("listens for '" .. settings.prefix .. "' and asks " .. settings.server_url)
end)

AddSimPostInit(start)
