-- What the game shows of this mod, and the settings it offers. Runs before everything else, with three names in scope:
-- folder_name, locale and ChooseTranslationTable. Addresses and keys cannot be typed in the game: they are set in
-- modoverrides.lua, which takes any text for a setting that is listed here.

local function say(english, chinese)
    return ChooseTranslationTable({ english, zh = chinese, zht = chinese, zhr = chinese, ch = chinese })
end

name = say("Raconteur", "说书人")
description = say(
    "Talk to the creatures and characters of the Constant, and they answer: in character, knowing what happens "
        .. "around them, remembering what you lived through together.\n\nNeeds a Raconteur server, or its relay, "
        .. "on the machine that hosts the game. Players need to install nothing.",
    "和永恒大陆的居民说话，他们会回答：符合性格，知道身边发生的事，记得你们一起经历过的一切。\n\n"
        .. "需要在开服的机器上运行说书人服务器或它的 relay。玩家不必安装任何东西。"
)
author = "Raconteur"
version = "0.1.0"
forumthread = ""

api_version = 10
dst_compatible = true
dont_starve_compatible = false
reign_of_giants_compatible = false
all_clients_require_mod = false
client_only_mod = false
server_filter_tags = { "raconteur" }

-- modmain.lua reads here which language the server of the game speaks
raconteur_language = say("en", "zh")

local switch = {
    { description = say("On", "开"), data = true },
    { description = say("Off", "关"), data = false },
}

local function option(id, label, hover, options, default)
    return { name = id, label = label, hover = hover, options = options, default = default }
end

configuration_options = {
    option(
        "server_url",
        say("Server", "服务器"),
        say(
            "Where Raconteur or its relay listens; the game lets mods reach only this machine.",
            "说书人或 relay 监听的地址；游戏只允许模组访问本机。"
        ),
        {
            { description = "127.0.0.1:8080", data = "http://127.0.0.1:8080" },
            { description = "127.0.0.1:8787", data = "http://127.0.0.1:8787" },
        },
        "http://127.0.0.1:8080"
    ),
    option(
        "token",
        say("Key", "密钥"),
        say("A key with the scope 'game'; set it in modoverrides.lua.", "权限为 game 的密钥；请写在 modoverrides.lua 里。"),
        { { description = say("None", "无"), data = "" } },
        ""
    ),
    option(
        "prefix",
        say("Chat prefix", "聊天前缀"),
        say("What a line of chat begins with to be heard.", "以它开头的聊天才会被听见。"),
        {
            { description = "!", data = "!" },
            { description = "@", data = "@" },
            { description = "?", data = "?" },
            { description = "~", data = "~" },
        },
        "!"
    ),
    option(
        "hearing",
        say("Hearing", "听觉范围"),
        say("How far away a speaker hears you; a screen is about 20.", "说话者能听见你的距离；一屏大约 20。"),
        { { description = "10", data = 10 }, { description = "20", data = 20 }, { description = "40", data = 40 } },
        20
    ),
    option(
        "npc",
        say("Character", "角色"),
        say(
            "Who answers where no creature that the server knows is meant; set any name in modoverrides.lua.",
            "没有指名服务器认识的角色时由谁回答；可在 modoverrides.lua 里写任意名字。"
        ),
        { { description = say("Who stands there", "在场的人"), data = "" } },
        ""
    ),
    option(
        "npcs",
        say("Creatures as characters", "生物对应的角色"),
        say("prefab = \"Name\" pairs in modoverrides.lua.", "在 modoverrides.lua 里写 prefab = \"名字\"。"),
        { { description = say("By their names", "按名字"), data = false } },
        false
    ),
    option(
        "greeting",
        say("Greeting", "问候"),
        say("Whoever joins is greeted.", "有人加入时打招呼。"),
        switch,
        true
    ),
    option(
        "inspecting",
        say("Inspecting", "检查"),
        say(
            "How often a character thinks aloud about what it looks at; each is a question to the model.",
            "检查物品时角色多久自言自语一次；每次都会问一次模型。"
        ),
        {
            { description = say("Never", "从不"), data = 0 },
            { description = say("At most every 20 s", "最多每 20 秒"), data = 20 },
            { description = say("At most every 60 s", "最多每 60 秒"), data = 60 },
            { description = say("At most every 5 min", "最多每 5 分钟"), data = 300 },
        },
        60
    ),
    option(
        "events",
        say("Events", "事件"),
        say("Deaths, attacks, bosses and nightfall are told to the server.", "把死亡、袭击、首领和入夜告诉服务器。"),
        switch,
        true
    ),
    option(
        "actions",
        say("Actions", "动作"),
        say("Speakers may wave, dance, turn to you, follow you or stay.", "说话者可以挥手、跳舞、转身、跟随或停留。"),
        switch,
        true
    ),
    option(
        "canned",
        say("When there is no answer", "没有回答时"),
        say("Say a short line of its own, or nothing.", "说一句固定的话，或什么也不说。"),
        {
            { description = say("A short line", "一句短话"), data = true },
            { description = say("Nothing", "沉默"), data = false },
        },
        true
    ),
    option(
        "language",
        say("Language", "语言"),
        say("In which language the answers are.", "用哪种语言回答。"),
        {
            { description = say("The player's", "跟随玩家"), data = "auto" },
            { description = "English", data = "en" },
            { description = "中文", data = "zh" },
        },
        "auto"
    ),
}
