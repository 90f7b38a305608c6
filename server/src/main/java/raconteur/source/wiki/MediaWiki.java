package raconteur.source.wiki;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import raconteur.source.Encyclopedia;
import raconteur.source.Licence;
import raconteur.source.Lookup;
import raconteur.source.Meaning;
import raconteur.source.Page;
import raconteur.source.Page.Section;
import raconteur.source.egress.Egress;
import raconteur.source.egress.No;
import raconteur.source.page.Html;

/** One wiki. Redirects and the variants of a script are the wiki's own business and followed by it. */
public final class MediaWiki implements Encyclopedia {
    private static final int NEAR = 10;
    private static final int PICTURE = 1024;
    /** What a wiki without a search engine leaves of its markup in a snippet. */
    private static final Pattern MARKUP = Pattern.compile(
            "\\[\\[(?:[^\\]|\\[]{0,255}\\|)?|\\]\\]|'{2,5}|\\{\\{[^{}]{0,255}\\}\\}|(?:^|(?<=\\s))[*#:;=]+(?=\\s|$)");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Wiki wiki;
    private final Api api;

    MediaWiki(Egress egress, Wiki wiki) {
        this.wiki = wiki;
        this.api = new Api(egress, wiki.api());
    }

    @Override
    public List<Meaning> search(String words, int limit) throws InterruptedException {
        var answer = api.ask(Map.of(
                "action", "query",
                "list", "search",
                "srsearch", words.strip(),
                "srlimit", String.valueOf(Math.clamp(limit, 1, MOST)),
                "srprop", "snippet"));
        var found = new ArrayList<Meaning>();
        for (var one : answer.path("query").path("search")) {
            found.add(new Meaning(
                    one.path("title").asText(),
                    snippet(one.path("snippet").asText()),
                    wiki.page(one.path("pageid").asLong())));
        }
        return List.copyOf(found);
    }

    private static String snippet(String html) {
        return SPACES.matcher(MARKUP.matcher(Html.words(html)).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    @Override
    public Lookup look(Meaning meaning) throws InterruptedException {
        var title = meaning.title().strip();
        var named = Named.of(meaning);
        if (named.isEmpty()) {
            return missing(title);
        }
        var query = about(named).path("query");
        var page = query.path("pages").path(0);
        if (query.has("interwiki")) {
            return new Lookup.Missing(List.of()); // a page of another wiki, by this one's word for that
        }
        if (page.isMissingNode()) {
            throw No.unreadable();
        }
        if (page.path("missing").asBoolean() || page.path("invalid").asBoolean() || !page.has("pageid")) {
            return missing(title);
        }
        return read(query, page);
    }

    private JsonNode about(Map<String, String> named) throws InterruptedException {
        var question = new HashMap<>(Map.of(
                "action", "query",
                "redirects", "1",
                "converttitles", "1",
                "prop", "info|pageprops|pageimages|revisions",
                "inprop", "url",
                "pithumbsize", String.valueOf(PICTURE),
                "rvprop", "ids",
                "meta", "siteinfo",
                "siprop", "general|rightsinfo"));
        question.putAll(named);
        return api.ask(question);
    }

    private Lookup missing(String title) throws InterruptedException {
        return new Lookup.Missing(title.isEmpty() ? List.of() : search(title, NEAR));
    }

    private Lookup read(JsonNode query, JsonNode page) throws InterruptedException {
        var title = page.path("title").asText();
        var revision = page.path("revisions").path(0).path("revid").asText();
        var address = page.path("canonicalurl").asText(page.path("fullurl").asText());
        var article = Article.read(html(revision, page.path("pageid").asText()), address);
        if (page.path("pageprops").has("disambiguation") || article.isNamesakes(title)) {
            var meanings = article.meanings();
            return meanings.isEmpty() ? missing(title) : new Lookup.Namesakes(meanings);
        }
        var sections = article.sections();
        var lead = sections.isEmpty() || !sections.getFirst().title().isEmpty() ? 0 : 1;
        var rights = query.path("rightsinfo");
        var found = new Page(
                title,
                names(query),
                web(address),
                query.path("general").path("sitename").asText(),
                wiki.variant().isEmpty() ? query.path("general").path("lang").asText() : wiki.variant(),
                revision.isEmpty() ? null : revision,
                Licence.of(rights.path("text").asText(), rights.path("url").asText()),
                lead == 0 ? "" : sections.getFirst().text(),
                article.facts(),
                withText(sections.subList(lead, sections.size())),
                image(page, article));
        if (found.isEmpty()) {
            throw No.empty();
        }
        return new Lookup.Found(found);
    }

    /** Of the very revision that is named, whatever is saved in between. */
    private String html(String revision, String id) throws InterruptedException {
        var question = new HashMap<>(Map.of(
                "action", "parse",
                "prop", "text",
                "disablelimitreport", "1",
                "disableeditsection", "1",
                "disabletoc", "1"));
        question.put(revision.isEmpty() ? "pageid" : "oldid", revision.isEmpty() ? id : revision);
        if (!wiki.variant().isEmpty()) {
            question.put("variant", wiki.variant());
        }
        var text = api.ask(question).path("parse").path("text");
        if (!text.isTextual()) {
            throw No.unreadable();
        }
        return text.textValue();
    }

    private static List<String> names(JsonNode query) {
        var names = new ArrayList<String>();
        for (var list : List.of("normalized", "converted", "redirects")) {
            query.path(list).forEach(step -> names.add(step.path("from").asText()));
        }
        return List.copyOf(names);
    }

    private static List<Section> withText(List<Section> sections) {
        return sections.stream().filter(section -> !section.text().isBlank()).toList();
    }

    private static @Nullable URI image(JsonNode page, Article article) {
        var chosen = web(page.path("thumbnail").path("source").asText());
        return chosen != null ? chosen : article.image();
    }

    private static @Nullable URI web(String text) {
        var whole = text.startsWith("//") ? "https:" + text : text;
        try {
            return whole.matches("(?i)https?://.+") ? URI.create(whole) : null;
        } catch (IllegalArgumentException _) {
            return null; // no address: as if it were not there
        }
    }
}
