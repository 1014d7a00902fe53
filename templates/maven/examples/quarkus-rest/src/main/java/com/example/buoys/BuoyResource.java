package com.example.buoys;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/buoys")
public class BuoyResource {
  @GET
  public String all() {
    return "Elbe 1, Weser 3";
  }
}
