package raconteur.provider.catalogue;

import raconteur.platform.Text;
import raconteur.provider.Fault;

/** What an operator can do about a provider's fault. */
final class Advice {
    private Advice() {}

    static Text on(Fault fault) {
        return switch (fault) {
            case UNAVAILABLE ->
                new Text(
                        "It cannot be reached. Check the address, that it runs, and that this server may reach it.",
                        "无法连接。请检查地址是否正确、服务是否运行、本服务器能否访问它。");
            case TLS ->
                new Text(
                        "Its certificate cannot be trusted. Check the address and this machine's clock and"
                                + " certificates.",
                        "其证书不受信任。请检查地址、本机时钟与证书。");
            case TIMEOUT ->
                new Text(
                        "It did not answer in time. Try again; a local model may still be loading.",
                        "未及时响应。请重试；本地模型可能仍在加载。");
            case RESET, STALLED ->
                new Text("Its answer broke off. Try again, and look at its own log.", "回答中断。请重试，并查看其日志。");
            case RATE_LIMITED ->
                new Text(
                        "It takes no more requests from this key right now. Wait, or add a key.", "该密钥请求过多。请稍候，或添加密钥。");
            case OVERLOADED -> new Text("It is overloaded. Try again shortly.", "对方过载，请稍后再试。");
            case CONFIG ->
                new Text(
                        "It refuses the key, the region or the model's name. Check the key and that the account may"
                                + " use this model.",
                        "密钥、地区或模型名称被拒绝。请检查密钥以及账户是否可用该模型。");
            case QUOTA -> new Text("Its account has no credit left. Top it up there.", "对方账户额度已用尽，请充值。");
            case ERROR -> new Text("It failed. Try again, and see its status page.", "对方出错。请重试，并查看其状态页。");
            case CONTEXT_TOO_LONG ->
                new Text(
                        "Even a greeting is too long for it. Check the model's context size.", "连问候都超出上限，请检查模型的上下文长度。");
            case BAD_RESPONSE ->
                new Text(
                        "What answered is not such an API. Check the address, its path and the dialect.",
                        "响应并非此类接口。请检查地址、路径与方言。");
            case PROTOCOL ->
                new Text("Its answer breaks its own rules. Check the dialect and the quirks.", "响应不符合其协议。请检查方言与特性设置。");
            case CONTENT_POLICY ->
                new Text("It refuses even a greeting. Check the account with the vendor.", "连问候都被拒绝，请向供应商核实账户。");
        };
    }
}
