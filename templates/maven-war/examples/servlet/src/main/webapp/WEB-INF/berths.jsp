<%@ page contentType="text/html;charset=UTF-8" %>
<!DOCTYPE html>
<title>Berths</title>
<ul>
<% for (Object berth : (java.util.List<?>) request.getAttribute("berths")) { %>
  <li><%= berth %></li>
<% } %>
</ul>
