/**
 * How log lines look: one line per fact, plain or JSON, with the trace, account and turn they belong to, without
 * secrets and without characters that could forge a line. Floor 0.
 */
@NullMarked
package raconteur.platform.log;

import org.jspecify.annotations.NullMarked;
