-- Keeps what goes wrong in here away from the game: an error in a hook would stop the server of every player.

local KEPT = 50

--- A maker of guarded functions; each distinct fault is logged once, and only so many of them.
return function(log)
    local told, count = {}, 0
    return function(what, work)
        return function(...)
            local well, fault = pcall(work, ...)
            if well then
                return
            end
            local line = what .. ": " .. tostring(fault)
            if not told[line] and count < KEPT then
                told[line] = true
                count = count + 1
                log(line)
            end
        end
    end
end
