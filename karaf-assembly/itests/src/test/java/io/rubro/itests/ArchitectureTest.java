package io.rubro.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may import whom, read from the compiled classes of every room. */
class ArchitectureTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final JavaClasses CONTRACTS = rooms("api-bundles/*");
    private static final JavaClasses MODULES = rooms("bundles/*/*");
    private static final JavaClasses PLUGINS = rooms("rubro-plugins/**");

    private static JavaClasses rooms(String pattern) {
        try (Stream<Path> folders = Files.walk(ROOT.resolve(pattern.substring(0, pattern.indexOf('/'))), 6)) {
            List<Path> compiled = folders.filter(f -> f.endsWith("target/classes"))
                    .filter(f -> !f.toString().contains("/testing/"))
                    .toList();
            return new ClassFileImporter().importPaths(compiled);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DescribedPredicate<JavaClass> ofOurs() {
        return new DescribedPredicate<>("of Rubro") {
            @Override
            public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("io.rubro");
            }
        };
    }

    @Test
    void all_rooms_are_there() {
        assertThat(CONTRACTS.size()).isGreaterThan(50);
        assertThat(MODULES.size()).isGreaterThan(200);
        assertThat(PLUGINS.size()).isGreaterThan(5);
    }

    @Test
    void contracts_depend_on_contracts_only() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..internal..", "org.apache.karaf..", "org.apache.cxf..", "com.fasterxml..")
                .check(CONTRACTS);
        noClasses()
                .that()
                .resideInAPackage("io.rubro.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.rubro.billing..", "io.rubro.crm..", "io.rubro.devices..")
                .check(CONTRACTS);
    }

    @Test
    void no_module_sees_the_inside_of_another() {
        slices().matching("io.rubro.(**).internal..")
                .should()
                .notDependOnEachOther()
                .check(MODULES);
    }

    @Test
    void implementations_live_in_internal_packages() {
        classes().that(ofOurs()).should().resideInAPackage("..internal..").check(MODULES);
    }

    @Test
    void plugins_use_contracts_only() {
        noClasses()
                .that()
                .resideInAPackage("io.rubro.rubros..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.rubro.platform.persistence.global..")
                .check(PLUGINS);
        slices().matching("io.rubro.(**).internal..")
                .should()
                .notDependOnEachOther()
                .check(PLUGINS);
    }

    @Test
    void modules_do_not_reach_around_the_tenant_walls() {
        noClasses()
                .that()
                .resideInAnyPackage("io.rubro.billing..", "io.rubro.crm..", "io.rubro.fiscal..", "io.rubro.invoice..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.sql..", "java.sql.DriverManager")
                .check(MODULES);
    }
}
