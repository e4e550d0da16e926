package io.rubro.platform.rest.internal.edge;

import io.rubro.platform.rest.internal.problem.ProblemTexts;
import java.io.IOException;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The answer, which never leaves with an error status and anything but a problem document: what a library wants to say
 * instead is dropped, and {@link #isWithoutProblem()} tells the edge to write the document.
 */
final class ApiResponse extends HttpServletResponseWrapper {

    private boolean withoutProblem;
    private String problemType = ProblemTexts.MEDIA_TYPE;

    ApiResponse(HttpServletResponse response) {
        super(response);
    }

    /** Says what the documents of problems are written in from now on. */
    void writeProblemsAs(String mediaType) {
        problemType = mediaType;
    }

    /** Whether an error status was set and its document is still to be written. */
    boolean isWithoutProblem() {
        return withoutProblem && !isCommitted();
    }

    private boolean dropsBody() {
        @Nullable String type = getContentType();
        boolean isProblem = type != null && (type.startsWith(ProblemTexts.MEDIA_TYPE) || type.startsWith(problemType));
        if (getStatus() >= 400 && !isProblem) {
            withoutProblem = true;
        }
        return withoutProblem;
    }

    @Override
    public void sendError(int status, String message) {
        sendError(status);
    }

    @Override
    public void sendError(int status) {
        setStatus(status);
        withoutProblem = true;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!dropsBody()) {
            super.flushBuffer();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return dropsBody() ? new Nowhere() : super.getOutputStream();
    }

    private static final class Nowhere extends ServletOutputStream {
        @Override
        public void write(int b) {
            // dropped
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("answers are written blocking");
        }
    }
}
