package raconteur.provider;

import static raconteur.provider.Ability.IMAGES;
import static raconteur.provider.Ability.JSON_OBJECT;
import static raconteur.provider.Ability.JSON_SCHEMA;
import static raconteur.provider.Ability.REASONING;
import static raconteur.provider.Ability.STREAM;
import static raconteur.provider.Ability.TOOLS;
import static raconteur.provider.Quirk.FIXED_SAMPLING;
import static raconteur.provider.Quirk.MAX_COMPLETION_TOKENS;
import static raconteur.provider.Quirk.NO_EMPTY_ANSWERS;
import static raconteur.provider.Quirk.NO_STREAM_OPTIONS;
import static raconteur.provider.Quirk.REASONING_COUNTED_APART;
import static raconteur.provider.Quirk.THINKS_UNOPENED;

import java.net.URI;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The providers that need a key and nothing else. Prices and sizes are the vendors' list prices in US dollars on the
 * day given with them, at their highest tier of the day, so that an operator is never out of pocket; models that are
 * not listed come from the provider itself.
 */
final class KnownProviders {
    /** The provider of templates; it is always there. */
    static final String DEMO = "demo";

    static final Model TEMPLATES = new Model(DEMO, DEMO, 32_768, 4_096, Prices.FREE, Set.of(STREAM, REASONING), true);

    /** Servers of open models often hand out thinking whose opening tag is part of their prompt template. */
    static final Quirks OPEN_MODELS = Quirks.NONE.and("(?i)(deepseek-r1|r1-distill|qwq|-thinking)", THINKS_UNOPENED);

    private static final LocalDate READ = LocalDate.of(2026, 11, 15);

    private static final Quirks OPENAI = Quirks.all(MAX_COMPLETION_TOKENS).and("^(o\\d|gpt-[5-9])", FIXED_SAMPLING);

    private static final List<Known> ALL = List.of(
            known("deepseek", "https://api.deepseek.com", "DEEPSEEK")
                    .offers(
                            model("deepseek-flash", 1_000_000, 384_000, "0.30/1.20/0.006", IMAGES),
                            model("deepseek-v4-pro", 1_000_000, 384_000, "1.32/3.96/0.044")),
            known("openai", "https://api.openai.com/v1", "OPENAI")
                    .quirks(OPENAI)
                    .offers(
                            model("gpt-5.6-luna", 1_050_000, 128_000, "0.20/1.20/0.02", IMAGES, JSON_SCHEMA),
                            model("gpt-6.1-terra", 1_000_000, 128_000, "1.00/5.00/0.05", IMAGES, JSON_SCHEMA)),
            known("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER")
                    .headers(Map.of("X-OpenRouter-Title", "Raconteur", "X-Title", "Raconteur")),
            known("anthropic", "https://api.anthropic.com/v1", "ANTHROPIC").speaks(Dialect.ANTHROPIC),
            known("gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI"),
            known("qwen", "https://dashscope.aliyuncs.com/compatible-mode/v1", "DASHSCOPE"),
            known("zhipu", "https://open.bigmodel.cn/api/paas/v4", "ZHIPU", "ZHIPUAI", "BIGMODEL"),
            known("moonshot", "https://api.moonshot.cn/v1", "MOONSHOT").quirks(Quirks.all(NO_EMPTY_ANSWERS)),
            known("qianfan", "https://qianfan.baidubce.com/v2", "QIANFAN"),
            known("siliconflow", "https://api.siliconflow.cn/v1", "SILICONFLOW").quirks(OPEN_MODELS),
            known("volcengine", "https://ark.cn-beijing.volces.com/api/v3", "ARK", "VOLCENGINE"),
            known("hunyuan", "https://api.hunyuan.cloud.tencent.com/v1", "HUNYUAN"),
            known("minimax", "https://api.minimaxi.com/v1", "MINIMAX"),
            known("stepfun", "https://api.stepfun.com/v1", "STEPFUN"),
            known("baichuan", "https://api.baichuan-ai.com/v1", "BAICHUAN"),
            known("lingyiwanwu", "https://api.lingyiwanwu.com/v1", "LINGYIWANWU"),
            known("spark", "https://spark-api-open.xf-yun.com/v1", "SPARK").quirks(Quirks.all(NO_STREAM_OPTIONS)),
            known("groq", "https://api.groq.com/openai/v1", "GROQ"),
            known("mistral", "https://api.mistral.ai/v1", "MISTRAL").quirks(Quirks.all(NO_STREAM_OPTIONS)),
            known("xai", "https://api.x.ai/v1", "XAI").quirks(Quirks.all(REASONING_COUNTED_APART)),
            known("together", "https://api.together.xyz/v1", "TOGETHER").quirks(OPEN_MODELS));

    private KnownProviders() {}

    /**
     * One row of the table.
     *
     * @param variables what the names of its seed-given settings begin with
     */
    record Known(
            String name,
            Dialect dialect,
            URI base,
            List<String> variables,
            Quirks quirks,
            Map<String, String> headers,
            List<Model> models) {
        Known offers(Model... offered) {
            return new Known(
                    name,
                    dialect,
                    base,
                    variables,
                    quirks,
                    headers,
                    List.of(offered).stream().map(model -> at(name, model)).toList());
        }

        Known quirks(Quirks own) {
            return new Known(name, dialect, base, variables, own, headers, models);
        }

        Known headers(Map<String, String> own) {
            return new Known(name, dialect, base, variables, quirks, own, models);
        }

        Known speaks(Dialect own) {
            return new Known(name, own, base, variables, quirks, headers, models);
        }
    }

    static List<Known> all() {
        return ALL;
    }

    static Optional<Known> find(String name) {
        return ALL.stream().filter(known -> known.name().equals(name)).findFirst();
    }

    private static Known known(String name, String base, String... variables) {
        return new Known(name, Dialect.OPENAI, URI.create(base), List.of(variables), Quirks.NONE, Map.of(), List.of());
    }

    private static Model model(String name, long context, long output, String prices, Ability... more) {
        var abilities = new HashSet<>(Set.of(STREAM, TOOLS, JSON_OBJECT, REASONING));
        abilities.addAll(List.of(more));
        return new Model(name, "", context, output, Prices.parse(prices).asOf(READ), abilities, false);
    }

    private static Model at(String provider, Model model) {
        return new Model(
                model.name(),
                provider,
                model.contextTokens(),
                model.maxOutputTokens(),
                model.prices(),
                model.abilities(),
                model.isDemo());
    }
}
