package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page of every module, with the demo data: everybody can use it, and nothing sticks out of it. */
class EveryPageIT {

    @RegisterExtension
    static final Console console = Console.shared();

    static List<Look> looks() {
        return List.of(Look.DESKTOP, Look.PHONE.inDark());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void is_accessible_and_fits(Look look) {
        Map<String, String> pages = ConsolePages.all(console.api(console.data().ana()));
        assertThat(pages).hasSizeGreaterThan(50);
        Visit visit = console.visit(look, console.data().ana());
        List<String> wrong = new ArrayList<>();
        pages.forEach((name, path) -> {
            try {
                visit.open(ConsolePages.address(visit, path));
                visit.axe().fitsTheWidth();
            } catch (AssertionError | PlaywrightException e) {
                wrong.add(name + ": " + e.getMessage());
            }
        });
        assertThat(wrong).as("pages with something wrong").isEmpty();
    }
}
