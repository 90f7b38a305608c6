package raconteur.account;

import java.time.Instant;

/**
 * One device that is signed in.
 *
 * @param device what the device says it is
 * @param expiresAt when it ends unless it is refreshed before
 */
public record Login(LoginId id, String device, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}
