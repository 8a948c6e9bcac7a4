package skein.core.memory;

/**
 * What a {@link ScratchPool} has done so far and holds now.
 *
 * @param localHits leases served from what the thread itself gave back
 * @param sharedHits leases served from what any thread gave back
 * @param misses leases that new memory was allocated for
 * @param plain leases outside the pool's sizes or beyond its most bytes
 * @param heldBytes of the pool's memory, leased and idle
 * @param idleBytes of it that nobody uses
 * @param peakBytes most that was held at once
 */
public record PoolStats(
    long localHits,
    long sharedHits,
    long misses,
    long plain,
    long heldBytes,
    long idleBytes,
    long peakBytes) {}
