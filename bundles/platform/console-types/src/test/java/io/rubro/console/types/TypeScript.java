package io.rubro.console.types;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.NodeRuntime;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.values.reference.V8ValueFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The TypeScript compiler, run by the V8 engine inside this JVM. */
final class TypeScript implements AutoCloseable {

    /** The files that were checked and what the compiler says, {@code file:line:column: message}. */
    record Findings(int files, List<String> mistakes) {}

    private final NodeRuntime runtime;
    private final V8ValueFunction check;
    private final Path tsconfig;
    private final Path root;

    /**
     * @param compiler {@code typescript.js}
     * @param tsconfig what to check and how
     * @param root files are named relative to this folder
     */
    TypeScript(Path compiler, Path tsconfig, Path root) {
        this.tsconfig = tsconfig;
        this.root = root;
        try {
            runtime = V8Host.getNodeInstance().createV8Runtime();
            runtime.getGlobalObject().set("compiler", slashes(compiler));
            runtime.getExecutor("globalThis.ts = require(compiler)").executeVoid();
            check = runtime.getExecutor(script()).execute();
        } catch (JavetException e) {
            throw new IllegalStateException("the TypeScript compiler cannot be started", e);
        }
    }

    private static String script() {
        try (InputStream in = TypeScript.class.getResourceAsStream("/types/check.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks what the configuration includes. */
    Findings check() {
        return run("");
    }

    /** Checks the files of one folder with the options of the configuration. */
    Findings check(Path folder) {
        return run(slashes(folder) + "/**/*.ts");
    }

    private Findings run(String include) {
        try {
            String answer = check.callString(null, slashes(tsconfig), include);
            List<String> lines = answer.replace(slashes(root) + "/", "").lines().toList();
            return new Findings(Integer.parseInt(lines.get(0).split(" ")[0]), lines.subList(1, lines.size()));
        } catch (JavetException e) {
            throw new IllegalStateException("the TypeScript compiler failed", e);
        }
    }

    private static String slashes(Path path) {
        return path.toAbsolutePath().normalize().toString().replace('\\', '/');
    }

    @Override
    public void close() {
        try {
            check.close();
            runtime.close();
        } catch (JavetException e) {
            throw new IllegalStateException(e);
        }
    }
}
