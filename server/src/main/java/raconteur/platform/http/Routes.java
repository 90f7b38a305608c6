package raconteur.platform.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses there are and the methods each takes: what the framework knows but does not tell in its 405. */
@Singleton
public final class Routes {
    private record Route(Pattern address, String method) {}

    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*\\w+\\s*(?::([^{}]*(?:\\{[^{}]*}[^{}]*)*))?}");

    private final List<Route> routes = new ArrayList<>();

    Routes(BeanManager beans) {
        beans.getBeans(Object.class, Any.Literal.INSTANCE).forEach(bean -> add(bean.getBeanClass()));
    }

    /** Whether a resource answers who reads at this address. */
    public boolean shows(String path) {
        return routes.stream()
                .anyMatch(route -> route.method().equals("GET")
                        && route.address().matcher(path).matches());
    }

    /** The methods that this address takes, comma-separated; none for an address that is none. */
    String allowed(String path) {
        var methods = new TreeSet<String>();
        for (var route : routes) {
            if (route.address().matcher(path).matches()) {
                methods.add(route.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    private void add(Class<?> resource) {
        var base = resource.getAnnotation(Path.class);
        if (base == null) {
            return;
        }
        for (var method : resource.getMethods()) {
            var verb = verb(method);
            if (verb != null) {
                var more = method.getAnnotation(Path.class);
                routes.add(new Route(pattern(base.value() + "/" + (more == null ? "" : more.value())), verb));
            }
        }
    }

    private static @Nullable String verb(Method method) {
        for (var annotation : method.getAnnotations()) {
            var verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    private static Pattern pattern(String template) {
        var address = ("/" + template).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
        var regex = new StringBuilder();
        var from = 0;
        var parameter = PARAMETER.matcher(address);
        while (parameter.find()) {
            regex.append(Pattern.quote(address.substring(from, parameter.start())));
            var own = parameter.group(1);
            regex.append(own == null ? "[^/]+" : "(?:" + own.strip() + ")");
            from = parameter.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(address.substring(from))) + "/?");
    }
}
