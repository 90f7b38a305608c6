-- What speakers can do besides speaking: harmless things that the game undoes by itself.

local function emote(anim)
    return function(speaker)
        speaker:PushEvent("emote", anim)
    end
end

local function is_player(speaker)
    return speaker:HasTag("player")
end

local function leader(speaker)
    local follower = speaker.components.follower
    return follower.GetLeader and follower:GetLeader() or follower.leader
end

return {
    { name = "wave", fits = is_player, run = emote({ anim = { "emoteXL_waving1", "emoteXL_waving2" }, randomanim = true }) },
    {
        name = "dance",
        fits = is_player,
        run = emote({ anim = { "emoteXL_pre_dance0", "emoteXL_loop_dance0" }, loop = true, fx = false }),
    },
    { name = "cheer", fits = is_player, run = emote({ anim = "emoteXL_happycheer" }) },
    {
        name = "face",
        fits = function(speaker)
            return not is_player(speaker) and speaker.ForceFacePoint ~= nil
        end,
        run = function(speaker, asker)
            speaker:ForceFacePoint(asker.Transform:GetWorldPosition())
        end,
    },
    {
        name = "follow",
        args = { { name = "seconds", type = "integer", min = 10, max = 480, optional = true } },
        -- whoever follows another player keeps following them
        fits = function(speaker, asker)
            local follower = speaker.components.follower
            return not is_player(speaker) and follower ~= nil and (leader(speaker) == nil or leader(speaker) == asker)
        end,
        run = function(speaker, asker, args)
            local seconds = math.max(10, math.min(480, tonumber(args.seconds) or 60))
            speaker.components.follower:SetLeader(asker)
            speaker.components.follower:AddLoyaltyTime(seconds)
        end,
    },
    {
        name = "stay",
        fits = function(speaker, asker)
            return not is_player(speaker) and speaker.components.follower ~= nil and leader(speaker) == asker
        end,
        run = function(speaker)
            speaker.components.follower:SetLeader(nil)
        end,
    },
}
