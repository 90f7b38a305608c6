/**
 * The edge: what is checked of every request before a feature sees it, how a refusal is rendered, who is calling, and
 * the writer of event streams. The only place that knows the web framework's reactive side.
 */
@NullMarked
package raconteur.platform.http;

import org.jspecify.annotations.NullMarked;
