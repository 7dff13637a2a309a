import { openDesk } from "../open-desk.tsx";
import { TheatreFace } from "./theatre.tsx";
import "../../../shared/ui/base.css";
import "../../../shared/ui/desk/desk.css";
import "../admin/admin.css";
import "./theatre.css";
import "./timeline.css";
import "./views.css";

openDesk((ports) => <TheatreFace {...ports} />);
