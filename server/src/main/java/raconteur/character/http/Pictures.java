package raconteur.character.http;

import org.jboss.resteasy.reactive.RestResponse;

/** How pictures are answered. */
final class Pictures {
    static final String PNG = "image/png";

    private Pictures() {}

    /** A picture whose address names its version, so that a browser may keep it, for itself alone. */
    static RestResponse<byte[]> shown(byte[] png) {
        return RestResponse.ResponseBuilder.ok(png, PNG)
                .header("Content-Disposition", "inline; filename=\"avatar.png\"")
                .header("Cache-Control", "private, max-age=3600")
                .build();
    }
}
