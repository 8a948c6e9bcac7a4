package skein.core.residency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where each block of a set is on its way in and out. Changes go by compare-and-set, so that a
 * block has one owner at a time: a worker while LOADING or UNLOADING, the render thread while
 * EVICTING, before any worker may take it back. Any thread.
 */
final class BlockStates {
  static final byte ABSENT = 0;
  static final byte LOADING = 1;
  static final byte RESIDENT = 2;
  static final byte LEAVING = 3;
  static final byte UNLOADING = 4;
  static final byte DAMAGED = 5;
  static final byte EVICTING = 6;

  private static final VarHandle STATE = MethodHandles.arrayElementVarHandle(byte[].class);

  private final byte[] states;
  private final AtomicInteger resident = new AtomicInteger();

  BlockStates(int blocks) {
    states = new byte[blocks];
  }

  byte get(int block) {
    return (byte) STATE.getAcquire(states, block);
  }

  boolean change(int block, byte from, byte to) {
    if (!STATE.compareAndSet(states, block, from, to)) {
      return false;
    }
    if (to == RESIDENT) {
      resident.incrementAndGet();
    } else if (from == RESIDENT) {
      resident.decrementAndGet();
    }
    return true;
  }

  int size() {
    return states.length;
  }

  int resident() {
    return resident.get();
  }
}
