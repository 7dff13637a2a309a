import { openDesk } from "../open-desk.tsx";
import { Laboratory } from "./laboratory.tsx";
import "../../../shared/ui/base.css";
import "../../../shared/ui/desk/desk.css";
import "../desk-laboratory/desk-laboratory.css";
import "./laboratory.css";

openDesk((ports) => <Laboratory {...ports} />);
