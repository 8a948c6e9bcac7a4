package skein.core.memory;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Live bytes and live objects by owner, for host or for GPU memory. Any thread.
 *
 * <p>Owners are short dotted names such as {@code "block.coords"}. A ledger never allocates memory
 * itself; {@link HostBuffer} and the GPU objects report to one.
 */
public final class MemoryLedger {
  private static final class Account {
    private final String owner;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong objects = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();

    private Account(String owner) {
      this.owner = owner;
    }

    private void take(long more) {
      long held = bytes.addAndGet(more);
      if (held > peak.get()) {
        peak.accumulateAndGet(held, Math::max);
      }
      objects.incrementAndGet();
    }
  }

  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private volatile Account[] inOrder = {};
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();
  private volatile @Nullable ScratchPool scratch;

  /** The pool of scratch memory that is booked here; made when first asked for. */
  public ScratchPool scratch() {
    ScratchPool held = scratch;
    return held == null ? makeScratch() : held;
  }

  private synchronized ScratchPool makeScratch() {
    ScratchPool held = scratch;
    if (held == null) {
      held = new ScratchPool(this, PoolSettings.USUAL);
      scratch = held;
    }
    return held;
  }

  /** Closes the pool of scratch memory, when there is one. */
  public void closeScratch() {
    ScratchPool held = scratch;
    if (held != null) {
      held.close();
    }
  }

  /**
   * What another ledger once held, for showing it again.
   *
   * @param bytes by owner
   * @param peakBytes of all together
   */
  public static MemoryLedger recalled(Map<String, Long> bytes, long peakBytes) {
    MemoryLedger ledger = new MemoryLedger();
    bytes.forEach((owner, held) -> ledger.open(owner, held));
    ledger.peak.accumulateAndGet(peakBytes, Math::max);
    return ledger;
  }

  /** Books one object of {@code bytes} bytes to {@code owner}. */
  public void open(String owner, long bytes) {
    account(owner).take(bytes);
    long now = total.addAndGet(bytes);
    peak.accumulateAndGet(now, Math::max);
  }

  /** Books one object of another owner to {@code to}; the totals stay. */
  void move(String from, String to, long bytes) {
    give(from, bytes);
    account(to).take(bytes);
  }

  private Account account(String owner) {
    Account known = accounts.get(owner);
    return known == null ? add(owner) : known;
  }

  private synchronized Account add(String owner) {
    Account known = accounts.get(owner);
    if (known != null) {
      return known;
    }
    Account account = new Account(owner);
    Account[] grown = Arrays.copyOf(inOrder, inOrder.length + 1);
    grown[inOrder.length] = account;
    accounts.put(owner, account);
    inOrder = grown;
    return account;
  }

  /** How many owners have ever booked; they have places from 0 on. */
  public int owners() {
    return inOrder.length;
  }

  /** Name of the owner at a place. */
  public String owner(int place) {
    return inOrder[place].owner;
  }

  /** Live bytes of the owner at a place. */
  public long bytesOf(int place) {
    return inOrder[place].bytes.get();
  }

  /** Takes back what {@link #open} booked; a mismatch is a bug and throws. */
  public void close(String owner, long bytes) {
    give(owner, bytes);
    total.addAndGet(-bytes);
  }

  private void give(String owner, long bytes) {
    Account account = accounts.get(owner);
    if (account == null || account.objects.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
      throw new IllegalStateException("closed twice or never opened: owner=" + owner);
    }
    account.bytes.addAndGet(-bytes);
  }

  public long totalBytes() {
    return total.get();
  }

  public long peakBytes() {
    return peak.get();
  }

  public long bytes(String owner) {
    @Nullable Account account = accounts.get(owner);
    return account == null ? 0 : account.bytes.get();
  }

  /** Most live bytes that an owner has had at once. */
  public long peakBytes(String owner) {
    @Nullable Account account = accounts.get(owner);
    return account == null ? 0 : account.peak.get();
  }

  /** Objects not yet closed, over all owners. */
  public long liveObjects() {
    long sum = 0;
    for (Account account : accounts.values()) {
      sum += account.objects.get();
    }
    return sum;
  }

  /** Live bytes by owner, owners in alphabetical order. */
  public Map<String, Long> snapshot() {
    Map<String, Long> out = new TreeMap<>();
    accounts.forEach((owner, account) -> out.put(owner, account.bytes.get()));
    return out;
  }
}
