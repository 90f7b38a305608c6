-- What the mod says by itself, in the languages it knows.

return {
    en = {
        -- a player's words could not be answered
        unanswered = {
            "I lost my train of thought.",
            "What was I about to say?",
            "The words won't come. Ask me later.",
        },
        busy = "One at a time, please.",
        thinking = "...",
        -- put to the server, never shown
        joins = "(%s has just come into this world. Greet them in one short sentence.)",
        looks = "(%s looks at: %s. Their first words: %s What they say next, aloud, in one short sentence.)",
        events = {
            joined = "%s came into the world.",
            left = "%s left the world.",
            died = "%s died. Cause: %s.",
            attacked = "%s was attacked by %s.",
            boss_attacked = "%s was attacked by the boss %s.",
            boss_killed = "%s killed the boss %s.",
            day = "A new day begins: day %d.",
            dusk = "Dusk falls.",
            night = "Night falls.",
            season = "The season turns: %s.",
        },
        actions = {
            wave = "Wave",
            dance = "Dance",
            cheer = "Cheer",
            face = "Turn to the player",
            follow = "Follow the player for some time",
            stay = "Stop following",
        },
        somebody = "somebody",
        unknown = "unknown",
    },
    zh = {
        unanswered = {
            "我一时忘了要说什么。",
            "刚才说到哪儿了？",
            "话到嘴边说不出来，待会儿再问我吧。",
        },
        busy = "一个一个来。",
        thinking = "……",
        joins = "（%s刚刚来到这个世界。用一句短话打个招呼。）",
        looks = "（%s看着：%s。先说了：%s 再用一句短话说出心里的感想。）",
        events = {
            joined = "%s来到了这个世界。",
            left = "%s离开了这个世界。",
            died = "%s死了，原因：%s。",
            attacked = "%s遭到%s的攻击。",
            boss_attacked = "%s遭到首领%s的攻击。",
            boss_killed = "%s杀死了首领%s。",
            day = "新的一天开始了：第%d天。",
            dusk = "黄昏降临。",
            night = "夜幕降临。",
            season = "季节变换：%s。",
        },
        actions = {
            wave = "挥手",
            dance = "跳舞",
            cheer = "欢呼",
            face = "转向玩家",
            follow = "跟随玩家一段时间",
            stay = "不再跟随",
        },
        somebody = "某人",
        unknown = "未知",
    },
}
