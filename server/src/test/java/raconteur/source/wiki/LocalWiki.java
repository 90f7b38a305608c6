package raconteur.source.wiki;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A real MediaWiki as Debian packages it, with a database in a folder of its own and PHP's own server in front. Nothing
 * of the package is copied or changed.
 */
final class LocalWiki {
    private static final Path HOME = Path.of("/usr/share/mediawiki");
    private static final String INSTALL =
            "apt-get install --no-install-recommends mediawiki php-cli php-sqlite3 php-intl" + " php-mbstring php-xml";
    private static final String HAS_ALL = "exit(array_diff(['pdo_sqlite', 'intl', 'mbstring', 'xml'],"
            + " array_map('strtolower', get_loaded_extensions())) ? 1 : 0);";
    private static final long PATIENCE = 120;

    /** Pictures are in the wiki's folder, everything else is the package's. */
    private static final String ROUTER = """
            <?php
            $path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
            if (preg_match('#^/files/[\\w/]+\\.png$#', $path)) {
                header('Content-Type: image/png');
                readfile(__DIR__ . $path);
                return true;
            }
            return false;
            """;

    private static final String SETTINGS = """

            $wgJobRunRate = 0;
            $wgEnableUploads = true;
            $wgUploadDirectory = 'FOLDER/files';
            $wgUploadPath = '/files';
            $wgCacheDirectory = 'FOLDER';
            $wgRightsUrl = 'https://creativecommons.org/licenses/by-sa/4.0/';
            $wgRightsText = 'CC BY-SA 4.0';
            """;

    private final Path folder;
    private final int port;
    private final Process server;

    private LocalWiki(Path folder, int port) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = port;
        this.server = serve();
    }

    /** What is not installed here, and how it is; nothing where all is there. */
    static Optional<String> missing() throws InterruptedException {
        if (!Files.isReadable(HOME.resolve("maintenance/install.php"))) {
            return Optional.of("MediaWiki is not installed: " + INSTALL);
        }
        try {
            var php = new ProcessBuilder("php", "-r", HAS_ALL).start();
            return php.waitFor() == 0 ? Optional.empty() : Optional.of("PHP lacks an extension: " + INSTALL);
        } catch (IOException _) {
            return Optional.of("PHP is not installed: " + INSTALL);
        }
    }

    /** Sets up a wiki with these pages and pictures and waits until it answers. */
    static LocalWiki open(Path folder, Map<String, String> pages, Map<String, byte[]> pictures)
            throws IOException, InterruptedException {
        var port = freePort();
        for (var name : List.of("db", "files", "pictures")) {
            Files.createDirectory(folder.resolve(name));
        }
        run(
                folder,
                "install.php",
                "--confpath=" + folder,
                "--dbtype=sqlite",
                "--dbpath=" + folder.resolve("db"),
                "--dbname=wiki",
                "--server=http://127.0.0.1:" + port,
                "--scriptpath=",
                "--lang=zh",
                "--pass=correct-horse-battery",
                "--extensions=TextExtracts,PageImages,ParserFunctions,Cite",
                "Test",
                "Admin");
        Files.writeString(
                folder.resolve("LocalSettings.php"),
                SETTINGS.replace("FOLDER", folder.toString()),
                StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("router.php"), ROUTER);
        for (var picture : pictures.entrySet()) {
            Files.write(folder.resolve("pictures").resolve(picture.getKey()), picture.getValue());
        }
        run(folder, "importImages.php", folder.resolve("pictures").toString());
        // file names may be in no character set that knows Chinese: pages come in one file
        Files.writeString(folder.resolve("pages.xml"), dump(pages));
        run(
                folder,
                "importDump.php",
                "--no-updates",
                folder.resolve("pages.xml").toString());
        run(folder, "rebuildall.php");
        return new LocalWiki(folder, port);
    }

    int port() {
        return port;
    }

    String at(String target) {
        return "http://127.0.0.1:" + port + target;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String dump(Map<String, String> pages) {
        return pages.entrySet().stream()
                .map(page -> """
                        <page><title>%s</title><revision><timestamp>2026-01-01T00:00:00Z</timestamp>
                        <contributor><username>Admin</username></contributor>
                        <text xml:space="preserve">%s</text></revision></page>
                        """.formatted(escaped(page.getKey()), escaped(page.getValue())))
                .collect(Collectors.joining(
                        "",
                        "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" version=\"0.11\">",
                        "</mediawiki>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static ProcessBuilder php(Path folder, String... words) {
        var command = new ArrayList<>(List.of("php"));
        command.addAll(Arrays.asList(words));
        var php = new ProcessBuilder(command).directory(folder.toFile());
        php.environment()
                .put("MW_CONFIG_FILE", folder.resolve("LocalSettings.php").toString());
        return php;
    }

    private static void run(Path folder, String script, String... words) throws IOException, InterruptedException {
        var log = folder.resolve(script + ".log");
        var command = new ArrayList<>(
                List.of(HOME.resolve("maintenance").resolve(script).toString()));
        command.addAll(Arrays.asList(words));
        var php = php(folder, command.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!php.waitFor(PATIENCE, TimeUnit.SECONDS) || php.exitValue() != 0) {
            php.destroyForcibly();
            throw new AssertionError(script + " failed: " + Files.readString(log));
        }
    }

    private Process serve() throws IOException, InterruptedException {
        var php = php(folder, "-S", "127.0.0.1:" + port, "-t", HOME.toString(), "router.php")
                .redirectErrorStream(true)
                .start();
        var log = new BufferedReader(new InputStreamReader(php.getInputStream(), StandardCharsets.UTF_8));
        for (var line = log.readLine(); line == null || !line.contains(" started"); line = log.readLine()) {
            if (line == null) {
                throw new AssertionError("PHP's server ended with " + php.waitFor());
            }
        }
        Thread.ofVirtual().start(() -> log.lines().forEach(_ -> {})); // or it would wait for a reader
        return php;
    }

    void close() throws InterruptedException {
        server.destroy();
        server.waitFor();
    }
}
