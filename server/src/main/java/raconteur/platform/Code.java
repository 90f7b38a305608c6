package raconteur.platform;

/** Why something was not done. Stable and part of the public protocol: add freely, never rename. */
public enum Code {
    MALFORMED(400, Blame.CALLER, "The request could not be read.", "无法读取该请求。"),
    UNKNOWN_EVENT(400, Blame.CALLER, "There is no event by that name.", "没有该名称的事件。"),
    UNAUTHENTICATED(
            401, Blame.CALLER, "Sign in first: the credential is missing or no longer valid.", "请先登录：凭证缺失或已失效。"),
    BAD_CREDENTIALS(401, Blame.CALLER, "The user name or the password is wrong.", "用户名或密码不正确。"),
    INSUFFICIENT_BALANCE(402, Blame.RESOURCES, "The balance does not cover this.", "余额不足。"),
    FORBIDDEN(403, Blame.CALLER, "You may not do this.", "您没有权限执行此操作。"),
    REGISTRATION_CLOSED(403, Blame.CALLER, "This server takes no new accounts.", "本服务器不开放注册。"),
    EMAIL_UNVERIFIED(
            403,
            Blame.CALLER,
            "Verify your e-mail address first: open the link in the letter, or ask for another.",
            "请先验证您的邮箱地址：打开邮件中的链接，或重新申请。"),
    NOT_FOUND(404, Blame.CALLER, "There is nothing here by that name.", "没有找到相应内容。"),
    METHOD_NOT_ALLOWED(405, Blame.CALLER, "This address does not take that method.", "该地址不支持此方法。"),
    USERNAME_TAKEN(409, Blame.CALLER, "That user name is taken. Choose another.", "该用户名已被使用，请换一个。"),
    SETUP_DONE(409, Blame.CALLER, "The first operator exists already. Sign in.", "首位管理员已存在，请登录。"),
    VERSION_CONFLICT(409, Blame.CALLER, "It was changed elsewhere. Load it again and repeat.", "内容已在别处更改，请重新载入后再试。"),
    TURN_RUNNING(409, Blame.CALLER, "An answer is still being written here.", "此处的回答仍在生成。"),
    TOO_MANY_TABS(409, Blame.CALLER, "Too many tabs are open. Close one of them.", "打开的标签页过多，请先关闭一个。"),
    CONFLICT(409, Blame.CALLER, "This does not fit what is there now.", "与当前状态冲突。"),
    BODY_TOO_LARGE(413, Blame.CALLER, "The request is too large.", "请求过大。"),
    UNSUPPORTED_MEDIA_TYPE(415, Blame.CALLER, "Send JSON.", "请发送 JSON。"),
    MISDIRECTED(421, Blame.CALLER, "This server does not answer to that host name.", "本服务器不响应该主机名。"),
    UPGRADE_REQUIRED(426, Blame.CALLER, "This address takes WebSockets only.", "该地址仅接受 WebSocket 连接。"),
    INVALID_REQUEST(422, Blame.CALLER, "Some fields are not as they must be.", "部分字段不符合要求。"),
    IDEMPOTENCY_MISMATCH(422, Blame.CALLER, "That idempotency key was used with another request.", "该幂等键已用于另一个请求。"),
    TOO_MANY_REQUESTS(429, Blame.RESOURCES, "Too many requests. Wait a little.", "请求过于频繁，请稍候。"),
    TOO_MANY_SOCKETS(429, Blame.RESOURCES, "Too many connections are open. Close one of them.", "打开的连接过多，请先关闭一个。"),
    TOO_SOON(429, Blame.RESOURCES, "One question at a time: wait a moment before the next.", "提问过于频繁，请稍候再问。"),
    TOO_MANY_TURNS(
            429, Blame.RESOURCES, "Too many answers are being written for you. Wait for one.", "同时生成的回答过多，请等待其一完成。"),
    TOO_MANY_TASKS(429, Blame.RESOURCES, "Too much is being made for you. Wait for one to end.", "正在进行的任务过多，请等待其一完成。"),
    INTERNAL(500, Blame.INTERNAL, "Something went wrong on the server. It has been noted.", "服务器出现问题，已记录。"),
    NO_MODEL(503, Blame.RESOURCES, "No model is connected. An operator can add one.", "尚未接入模型，请联系管理员。"),
    OVERLOADED(503, Blame.RESOURCES, "The server is busy. Try again shortly.", "服务器繁忙，请稍后再试。"),
    STOPPING(503, Blame.RESOURCES, "The server is restarting. Try again shortly.", "服务器正在重启，请稍后再试。"),
    STORAGE_UNAVAILABLE(
            503, Blame.INTERNAL, "The server cannot save right now. Nothing was changed.", "服务器暂时无法保存，未做任何更改。"),
    UPSTREAM_UNAVAILABLE(502, Blame.PROVIDER, "The model's provider cannot be reached. Try again.", "无法连接模型服务，请重试。"),
    UPSTREAM_TLS(502, Blame.PROVIDER, "The connection to the model's provider is not secure.", "与模型服务的连接不安全。"),
    UPSTREAM_TIMEOUT(504, Blame.PROVIDER, "The model did not begin to answer in time. Try again.", "模型未能及时开始回答，请重试。"),
    UPSTREAM_RESET(
            502,
            Blame.PROVIDER,
            "The model's answer broke off. What was said is kept; continue it.",
            "回答中断，已保留已生成的内容，可继续生成。"),
    UPSTREAM_STALLED(
            504,
            Blame.PROVIDER,
            "The model stopped in mid-answer. What was said is kept; continue it.",
            "模型中途停止响应，已保留内容，可继续生成。"),
    UPSTREAM_RATE_LIMITED(
            429, Blame.PROVIDER, "The model's provider takes no more requests right now.", "模型服务请求过多，请稍后再试。"),
    UPSTREAM_CONFIG(
            502, Blame.PROVIDER, "The model is not set up correctly. An operator must look at it.", "模型配置有误，请联系管理员。"),
    UPSTREAM_QUOTA(502, Blame.PROVIDER, "The model's provider account has no credit left.", "模型服务账户额度已用尽。"),
    UPSTREAM_ERROR(502, Blame.PROVIDER, "The model's provider failed. Try again.", "模型服务出错，请重试。"),
    CONTEXT_TOO_LONG(422, Blame.CALLER, "The conversation is too long for this model.", "对话过长，超出该模型的上限。"),
    BAD_UPSTREAM_RESPONSE(502, Blame.PROVIDER, "What answered is not a model.", "响应并非来自模型。"),
    MALFORMED_ANSWER(
            502,
            Blame.PROVIDER,
            "The model's answer is not in the form that is needed. Try again.",
            "模型的回答格式不符合要求，请重试。"),
    UPSTREAM_PROTOCOL(502, Blame.PROVIDER, "The model's answer could not be read.", "无法读取模型的回答。"),
    CONTENT_FILTERED(422, Blame.PROVIDER, "The provider refuses to answer this.", "模型服务拒绝回答此内容。"),
    INTERRUPTED(503, Blame.INTERNAL, "The server was restarted in mid-answer. Continue it.", "服务器在回答途中重启，可继续生成。");

    /** Whose business a refusal is, so that failures can be counted and blamed. */
    public enum Blame {
        CALLER,
        RESOURCES,
        PROVIDER,
        INTERNAL
    }

    private final int status;
    private final Blame blame;
    private final Text sentence;

    Code(int status, Blame blame, String en, String zh) {
        this.status = status;
        this.blame = blame;
        this.sentence = new Text(en, zh);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public Blame blame() {
        return blame;
    }

    /** What to tell a person when nothing more precise is known. */
    public Text sentence() {
        return sentence;
    }
}
