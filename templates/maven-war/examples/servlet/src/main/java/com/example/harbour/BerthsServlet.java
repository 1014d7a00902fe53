package com.example.harbour;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Shows the berths on a page. */
@WebServlet("/berths")
public class BerthsServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.setAttribute("berths", List.of("Sandtorkai", "Grasbrook", "Kaiserhafen"));
    request.getRequestDispatcher("/WEB-INF/berths.jsp").forward(request, response);
  }
}
