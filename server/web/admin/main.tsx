import { openDesk } from "../open-desk.tsx";
import { Admin } from "./admin.tsx";
import "../../../shared/ui/base.css";
import "../../../shared/ui/desk/desk.css";
import "./admin.css";
import "./roster.css";
import "./planning.css";
import "../desk-laboratory/desk-laboratory.css";
import "./catalogue.css";
import "./theatres.css";

openDesk((ports) => <Admin {...ports} />);
