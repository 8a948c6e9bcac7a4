package skein.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test method that asks for a {@link MemoryLedger} one of its own, and fails the test when
 * something booked in it is still open at the end.
 */
public final class NoLeaks implements ParameterResolver, AfterEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(NoLeaks.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MemoryLedger.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    MemoryLedger ledger = new MemoryLedger();
    context.getStore(NAMESPACE).put(MemoryLedger.class, ledger);
    return ledger;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    MemoryLedger ledger = context.getStore(NAMESPACE).get(MemoryLedger.class, MemoryLedger.class);
    if (ledger != null) {
      ledger.closeScratch();
    }
    if (ledger != null && context.getExecutionException().isEmpty()) {
      assertThat(ledger.liveObjects()).as("leaked: " + ledger.snapshot()).isZero();
      assertThat(ledger.totalBytes()).as("leaked: " + ledger.snapshot()).isZero();
    }
  }
}
